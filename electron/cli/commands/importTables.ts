// `import FILE SOURCE --into trials|factors|claims`: the rows of a CSV or TSV whose headings are column keys or published
// headings, as one change.
import { oneOf, openDocument, textOption, type Command } from '../commandLine';

const places = ['trials', 'factors', 'claims'] as const;

export const importRows: Command = {
  name: 'import', usage: `import FILE SOURCE.csv --into ${places.join('|')}`, summary: 'Add the rows of a CSV or TSV as one change', options: { into: 'text' }, required: ['into'], secondFile: 'SOURCE',
  run: async (file, options, ask, source) => {
    const table = oneOf('into', textOption(options, 'into'), places);
    await openDocument(ask, file, 'write');
    const { label, rows, studiesAdded, unknownHeadings, changeSetId } = await ask('importRows', { table, path: source });
    const studies = studiesAdded === 0 ? '' : ` ${studiesAdded} cited ${studiesAdded === 1 ? 'study is' : 'studies are'} new here and came as ${studiesAdded === 1 ? 'a stub' : 'stubs'}.`;
    const left = unknownHeadings.length === 0 ? '' : ` Not imported, because no column is called so: ${unknownHeadings.join(', ')}.`;
    return { exitCode: 0, json: { ok: true, table, rows, studiesAdded, unknownHeadings, changeSetId, label }, text: `Done: ${label}.${studies}${left}` };
  },
};
