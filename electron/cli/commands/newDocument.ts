// `new FILE [--empty]`: a new document with the built-in review, or an empty one.
import type { Command } from '../commandLine';

export const newDocument: Command = {
  name: 'new', usage: 'new FILE [--empty]', summary: 'Make a document with the built-in review, or an empty one', options: { empty: 'flag' }, required: [],
  run: async (file, options, ask) => {
    const document = await ask('createDocument', { path: file, content: options['empty'] === true ? 'empty' : 'review' });
    const { path, documentId, counts } = document;
    return { exitCode: 0, json: { ok: true, path, documentId, counts }, text: `Made ${path}: ${counts.factors} factors, ${counts.trials} trials, ${counts.studies} studies.` };
  },
};
