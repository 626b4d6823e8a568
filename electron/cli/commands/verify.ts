// `verify FILE`: SQLite's integrity, the references, the journal's chain, and every cell against the journal.
import type { Command } from '../commandLine';

export const verify: Command = {
  name: 'verify', usage: 'verify FILE', summary: 'Check a document through and through', options: {}, required: [],
  run: async (file, _options, ask) => {
    const report = await ask('verifyDocument', { path: file });
    return { exitCode: report.isOk ? 0 : 1, json: { ok: report.isOk, ...report }, text: report.checks.map((check) => `${check.isOk ? 'ok      ' : 'NOT OK  '}${check.name}: ${check.detail}`).join('\n') };
  },
};
