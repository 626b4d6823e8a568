// `release FILE --name V [--note TEXT]`, `releases FILE`: freezing the state under a version, and which there are.
import type { ReleaseInfo } from '../../../db/contract/releases';
import { openDocument, textOption, type Command } from '../commandLine';

export const release: Command = {
  name: 'release', usage: 'release FILE --name VERSION [--note TEXT]', summary: 'Freeze the document as it is under a version',
  options: { name: 'text', note: 'text' }, required: ['name'],
  run: async (file, options, ask) => {
    await openDocument(ask, file, 'write');
    const made = await ask('makeRelease', { version: textOption(options, 'name'), note: options['note'] === undefined ? null : textOption(options, 'note') });
    return { exitCode: 0, json: { ok: true, ...made }, text: `Made release ${made.version}: up to change ${made.seq}, ${waiting(made)}.` };
  },
};

export const releases: Command = {
  name: 'releases', usage: 'releases FILE', summary: 'List the releases, newest first', options: {}, required: [],
  run: async (file, _options, ask) => {
    await openDocument(ask, file, 'read');
    const { releases: all } = await ask('listReleases', {});
    const lines = all.map((each) => `${each.version}  ${each.madeAtUtc}  ${each.curator}  ${each.changesSince} ${each.changesSince === 1 ? 'change' : 'changes'} since  ${waiting(each)}${each.note === null ? '' : `  (${each.note})`}`);
    return { exitCode: 0, json: { ok: true, releases: all }, text: lines.length === 0 ? 'No releases yet.' : lines.join('\n') };
  },
};

function waiting({ openConflicts, waitingFindings }: ReleaseInfo): string {
  return `${openConflicts} open ${openConflicts === 1 ? 'conflict' : 'conflicts'}, ${waitingFindings} ${waitingFindings === 1 ? 'finding' : 'findings'}`;
}
