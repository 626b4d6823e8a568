// `verify FILE`: SQLite's integrity, the references, the journal's chain, and every cell against the journal.
import { LacunaError } from '../../../db/contract/errors';
import type { VerifyReport } from '../../../db/contract/types';
import type { Command } from '../commandLine';

export const verify: Command = {
  name: 'verify', usage: 'verify FILE', summary: 'Check a document through and through', options: {}, required: [],
  run: async (file, _options, ask) => {
    const report = await ask('verifyDocument', { path: file }).catch((thrown: unknown) => unreadable(file, thrown));
    return { exitCode: report.isOk ? 0 : 1, json: { ok: report.isOk, ...report }, text: report.checks.map((check) => `${check.isOk ? 'ok      ' : 'NOT OK  '}${check.name}: ${check.detail}`).join('\n') };
  },
};

/** Whether a file is sound is what was asked: damage answers it. */
function unreadable(path: string, thrown: unknown): VerifyReport {
  if (!(thrown instanceof LacunaError) || thrown.code !== 'document-damaged') throw thrown;
  return { path, isOk: false, checks: [{ name: 'Lacuna file', isOk: false, detail: thrown.message }] };
}
