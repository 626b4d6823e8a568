// Owns what the core and the hosts say unasked. Events follow a commit, never precede it.
import { z } from 'zod';
import { DocumentInfo, JournalTableName, UndoState } from './types';

export const menuCommands = [
  'newReview', 'newEmpty', 'open', 'saveCopy', 'export', 'verify', 'backUp', 'undo', 'redo', 'cut', 'copy', 'paste', 'addStudy', 'addRow', 'flag',
  'find', 'commandPalette', 'showFactors', 'showTrials', 'showStudies', 'showConflicts', 'showHistory', 'showGlossary', 'shortcuts', 'about', 'openRecent',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

export const LacunaEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('documentChanged'), document: DocumentInfo.nullable() }),
  z.strictObject({
    type: z.literal('committed'), changeSetId: z.string(), label: z.string(), savedAtUtc: z.string(), undoState: UndoState,
    /** Which rows, per table; `rowIds` null when there were more than 1,000. `isStructural`: rows came, went or changed lifecycle. */
    touched: z.array(z.strictObject({ table: JournalTableName, rowIds: z.array(z.string()).nullable(), isStructural: z.boolean() })),
  }),
  z.strictObject({ type: z.literal('progress'), callId: z.string(), label: z.string(), done: z.int(), total: z.int().nullable() }),
  /** The core process ended and was started again; the document is open again, and nothing acknowledged was lost. */
  z.strictObject({ type: z.literal('coreRestarted'), message: z.string() }),
  z.strictObject({ type: z.literal('menuCommand'), command: z.enum(menuCommands), argument: z.string().nullable() }),
  z.strictObject({ type: z.literal('closeRequested') }),
  z.strictObject({ type: z.literal('openRequested'), path: z.string() }),
]);
export type LacunaEvent = Readonly<z.infer<typeof LacunaEvent>>;
