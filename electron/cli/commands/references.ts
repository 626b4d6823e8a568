// `references FILE --style NAME|FILE.csl [--format text|html] [--numbering …] [--language …] [--cited] [--include-private] [--out PATH]`: the
// studies as a reference list, printed or written. What has no number, and what is not known, is said on stderr.
import { resolve } from 'node:path';
import type { Output } from '../../../db/contract/methods';
import { htmlOfRuns, listFormats, listLanguages, textOfRuns } from '../../../db/contract/references';
import { numberingOption, oneOf, openDocument, styleOption, textOption, type Command } from '../commandLine';

const mostProblems = 10;

export const references: Command = {
  name: 'references', usage: `references FILE --style NAME|FILE.csl [--format ${listFormats.join('|')}] [--numbering original|appearance|offset:N|author-year] [--language ${listLanguages.join('|')}] [--cited] [--include-private] [--out PATH]`,
  summary: 'Print or write the studies as a reference list, numbered or, in a style without numbers, by author and year; --cited leaves out what neither Table 1 nor Table 2 cites, and private studies are left out without --include-private',
  options: { style: 'text', format: 'text', numbering: 'text', language: 'text', cited: 'flag', 'include-private': 'flag', out: 'text' }, required: ['style'],
  run: async (file, options, ask) => {
    const { style, stylePath } = styleOption(options);
    const format = options['format'] === undefined ? 'text' : oneOf('format', textOption(options, 'format'), listFormats);
    const language = options['language'] === undefined ? null : oneOf('language', textOption(options, 'language'), listLanguages);
    const numbering = numberingOption(options) ?? null;
    const path = options['out'] === undefined ? null : resolve(textOption(options, 'out'));
    await openDocument(ask, file, 'read');
    const list = await ask('formatReferences', { style, stylePath, numbering, language, format, path, scope: options['cited'] === true ? 'cited' : 'all', includePrivate: options['include-private'] === true, end: 1_000_000 });
    const lines = list.entries.map(({ runs }) => (format === 'text' ? textOfRuns(runs) : `<p dir="auto">${htmlOfRuns(runs)}</p>`));
    return {
      exitCode: 0,
      json: {
        ok: true, style: list.style, numbering: list.numbering, format, references: list.total, notKnown: list.unknown, path: list.path, bytes: list.bytes,
        entries: list.entries.map(({ studyId, label, runs, isKnown }) => ({ studyId, label, isKnown, text: textOfRuns(runs), html: htmlOfRuns(runs) })), changes: list.changes, problems: list.problems,
      },
      notes: notesOf(list),
      text: path !== null ? `Wrote ${list.total} ${list.total === 1 ? 'reference' : 'references'} in ${list.style.title} to ${path} (${list.bytes ?? 0} bytes).` : lines.length === 0 ? 'No references.' : lines.join('\n'),
    };
  },
};

function notesOf({ total, unknown, privateStudies, problems }: Output<'formatReferences'>): readonly string[] {
  const said = [...Map.groupBy(problems, ({ message }) => message)].map(([message, [first, ...others]]) => `Reference ${first?.before ?? ''}${others.length === 0 ? '' : ` and ${others.length} more`}: ${message}`);
  return [
    ...(unknown === 0 ? [] : [`Not yet known: the titles of ${unknown} of ${total} references. Import them to complete the list.`]),
    ...(privateStudies === 0 ? [] : [`Left out: ${privateStudies} private ${privateStudies === 1 ? 'study' : 'studies'}.`]),
    ...said.slice(0, mostProblems), ...(said.length > mostProblems ? [`${said.length - mostProblems} more like these.`] : []),
  ];
}
