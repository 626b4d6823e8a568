// `history FILE`: every change set, newest first, with its revisions under --json.
import type { ChangeSetInfo } from '../../../db/contract/types';
import { openDocument, type Command } from '../commandLine';

export const history: Command = {
  name: 'history', usage: 'history FILE', summary: 'Show who changed what, when and why', options: {}, required: [],
  run: async (file, _options, ask) => {
    await openDocument(ask, file, 'read');
    const changeSets: ChangeSetInfo[] = [];
    for (let beforeSeq: number | undefined; ;) {
      const page = await ask('listHistory', { scope: { kind: 'file' }, limit: 200, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
      changeSets.push(...page.changeSets);
      beforeSeq = page.changeSets.at(-1)?.seq;
      if (!page.hasMore) break;
    }
    const lines = changeSets.map((set) => `${set.seq}  ${set.madeAtUtc}  ${set.curator}  ${set.kind === 'edit' || set.kind === 'seed' ? '' : `${set.kind}: `}${set.label}${set.reason === null ? '' : `  (${set.reason})`}`);
    return { exitCode: 0, json: { ok: true, changeSets }, text: lines.length === 0 ? 'No changes yet.' : lines.join('\n') };
  },
};
