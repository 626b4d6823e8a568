// Owns the channels between a page and the main process: this file names them, and no other speaks on them.
// Refuses every sender but the main frame of our own window at app://lacuna, and every batch that does not fit the
// contract. Nothing is thrown across: IPC would keep the message of an exception and lose its code.
// The page itself calls and hears; `dropped` is the preload's alone, because what is said there may be read from then on.
import { isAbsolute } from 'node:path';
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { z } from 'zod';
import type { LacunaErrorBody } from '../db/contract/errors';
import type { LacunaEvent } from '../db/contract/events';
import { isHostMethod, type HostMethodName } from '../db/contract/hostMethods';
import { CallBatch, type AnyReply, type BatchReply, type Call } from '../db/contract/rpc';
import { isAppUrl } from './protocol';

export const channels = { call: 'lacuna:call', event: 'lacuna:event', dropped: 'lacuna:dropped' } as const;
export type Channels = typeof channels;

const mostRefusals = 1000;
const DroppedPaths = z.array(z.string().min(1).max(4096)).max(1000);

export interface IpcDeps {
  /** The window whose page may call; null when there is none. */
  window(): Pick<BrowserWindow, 'webContents'> | null;
  answerHost(method: HostMethodName, input: Call['input']): Promise<AnyReply>;
  callCore(call: Call): Promise<AnyReply>;
  cancel(callId: string): void;
  /** The page has asked for something: it is alive and listens. */
  noteCall(): void;
  noteAnswer(): void;
  /** The curator dropped these files on the window. */
  noteDropped(paths: readonly string[]): void;
}

export function registerIpc(deps: IpcDeps): void {
  ipcMain.handle(channels.call, async (event, batch: unknown): Promise<BatchReply> => {
    if (!isOurPage(event, deps.window())) {
      return refusal(batch, { code: 'not-allowed', message: "Only Lacuna's own window may ask for this. Nothing was done." });
    }
    const parsed = CallBatch.safeParse(batch);
    if (!parsed.success) {
      const [first] = parsed.error.issues;
      const where = first === undefined ? '' : ` (${first.path.map(String).join('.')}: ${first.message})`;
      return refusal(batch, { code: 'invalid-input', message: `The request is not a list of calls that Lacuna understands${where}. Nothing was done.` });
    }
    deps.noteCall();
    for (const callId of parsed.data.cancel) deps.cancel(callId);
    const replies = await Promise.all(parsed.data.calls.map((call) => answer(deps, call)));
    deps.noteAnswer();
    return { replies };
  });
  ipcMain.handle(channels.dropped, (event, paths: unknown): void => {
    const parsed = DroppedPaths.safeParse(paths);
    if (isOurPage(event, deps.window()) && parsed.success) deps.noteDropped(parsed.data.filter(isAbsolute));
  });
}

/** A page that is gone, or going, gets nothing; it asks for everything anew when it comes back. */
export function sendEvent(contents: Pick<WebContents, 'send' | 'isDestroyed' | 'isCrashed'>, event: LacunaEvent): void {
  if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(channels.event, event);
}

function isOurPage({ sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, window: Pick<BrowserWindow, 'webContents'> | null): boolean {
  if (window === null || senderFrame === null || sender.id !== window.webContents.id) return false;
  return senderFrame.parent === null && senderFrame.frameToken === window.webContents.mainFrame.frameToken && isAppUrl(senderFrame.url);
}

async function answer(deps: IpcDeps, call: Call): Promise<AnyReply> {
  try {
    return isHostMethod(call.method) ? await deps.answerHost(call.method, call.input) : await deps.callCore(call);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { ok: false, error: { code: 'internal', message: `${call.method} could not be finished: ${message}. Try again; if it stays so, restart Lacuna.` } };
  }
}

/** The same answer to every call, so that none of them waits or guesses; one, if nobody can tell how many there were. */
function refusal(batch: unknown, error: LacunaErrorBody): BatchReply {
  const calls = typeof batch === 'object' && batch !== null && 'calls' in batch && Array.isArray(batch.calls) ? batch.calls.slice(0, mostRefusals) : [];
  return { replies: calls.length === 0 ? [{ ok: false, error }] : calls.map(() => ({ ok: false, error })) };
}
