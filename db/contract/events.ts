// Owns what the core and the hosts say unasked. Events follow a commit, never precede it.
import { z } from 'zod';
import { DocumentInfo, TableName, UndoState } from './types';

export const menuCommands = [
  'newReview', 'newEmpty', 'open', 'saveCopy', 'export', 'exportDocument', 'references', 'import', 'verify', 'backUp', 'undo', 'redo', 'cut', 'copy', 'paste', 'addStudy', 'addRow', 'flag',
  'addClaim', 'nextFinding', 'previousFinding', 'checks', 'find', 'commandPalette', 'showFactors', 'showTrials', 'showStudies', 'showClaims', 'showResults', 'showGlossary', 'showNames',
  'showFindings', 'showConflicts', 'showHistory', 'showReleases', 'makeRelease', 'shortcuts', 'about', 'openRecent',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

const TouchedRows = z.strictObject({ table: TableName, rowIds: z.array(z.string()).nullable(), isStructural: z.boolean() });

export const LacunaEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('documentChanged'), document: DocumentInfo.nullable() }),
  z.strictObject({
    type: z.literal('committed'), changeSetId: z.string(), label: z.string(), savedAtUtc: z.string(), undoState: UndoState,
    /** Which rows, per table, those included that follow from the change; `rowIds` null when there were more than 1,000. `isStructural`: rows came, went or changed lifecycle. */
    touched: z.array(TouchedRows),
  }),
  /** Rows were checked in the background: what follows from them changed. `done` of `total` rows; `waiting` is 0 at the end. */
  z.strictObject({ type: z.literal('checked'), touched: z.array(TouchedRows), done: z.int(), total: z.int(), waiting: z.int() }),
  z.strictObject({ type: z.literal('progress'), callId: z.string(), label: z.string(), done: z.int(), total: z.int().nullable() }),
  /** The core process ended and was started again; the document is open again, and nothing acknowledged was lost. */
  z.strictObject({ type: z.literal('coreRestarted'), message: z.string() }),
  z.strictObject({ type: z.literal('menuCommand'), command: z.enum(menuCommands), argument: z.string().nullable() }),
  z.strictObject({ type: z.literal('closeRequested') }),
  z.strictObject({ type: z.literal('openRequested'), path: z.string() }),
  /** Electron: files were dropped on the window, and may be read from now on. */
  z.strictObject({ type: z.literal('filesDropped'), paths: z.array(z.string()) }),
]);
export type LacunaEvent = Readonly<z.infer<typeof LacunaEvent>>;
