// `backup FILE --out PATH`: a whole, checked copy through SQLite's backup API.
import { resolve } from 'node:path';
import { openDocument, textOption, type Command } from '../commandLine';

export const backup: Command = {
  name: 'backup', usage: 'backup FILE --out PATH', summary: 'Copy a document whole and checked', options: { out: 'text' }, required: ['out'],
  run: async (file, options, ask) => {
    await openDocument(ask, file, 'read');
    const copy = await ask('saveCopy', { path: resolve(textOption(options, 'out')), replace: false });
    return { exitCode: 0, json: { ok: true, ...copy }, text: `Wrote ${copy.path} (${copy.bytes} bytes), checked.` };
  },
};
