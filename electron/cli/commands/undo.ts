// `undo FILE` and `redo FILE`: the last step back, or again.
import { openDocument, type Command } from '../commandLine';

function stepCommand(name: 'undo' | 'redo', summary: string, done: string): Command {
  return {
    name, usage: `${name} FILE`, summary, options: {}, required: [],
    run: async (file, _options, ask) => {
      await openDocument(ask, file, 'write');
      const committed = await ask(name, {});
      return { exitCode: 0, json: { ok: true, label: committed.label, changeSetId: committed.changeSetId, undoState: committed.undoState }, text: `${done}: ${committed.label}.` };
    },
  };
}

export const undo = stepCommand('undo', 'Take back the last change', 'Undone');
export const redo = stepCommand('redo', 'Do again what was undone last', 'Done again');
