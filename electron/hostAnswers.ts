// Owns Electron's answers to the contract's host methods: dialogs, the file manager, the close handshake.
// Refuses input that does not fit the contract, like every other door.
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import { assertNever } from '../db/contract/assertNever';
import { fitting } from '../db/contract/fitting';
import { hostMethods, type HostInput, type HostMethodName, type HostOutput } from '../db/contract/hostMethods';
import type { Output } from '../db/contract/methods';
import type { AnyReply, Call } from '../db/contract/rpc';
import type { Files } from './files';

export interface HostAnswersDeps {
  window(): BrowserWindow | null;
  readonly files: Files;
  readonly platform: string;
  readonly version: string;
  /** The curator chose this file in a dialog. */
  noteChosen(path: string): void;
  recentPaths(): Promise<readonly string[]>;
  answerClose(mayClose: boolean): void;
}

export function createHostAnswers(deps: HostAnswersDeps): (method: HostMethodName, input: Call['input']) => Promise<AnyReply> {
  const chosen = async (choose: (window: BrowserWindow) => Promise<string | null>): Promise<{ readonly path: string | null }> => {
    const window = deps.window();
    const path = window === null ? null : await choose(window);
    if (path !== null) deps.noteChosen(path);
    return { path };
  };

  return async (method, input) => {
    switch (method) {
      case 'getHost': return checked(method, input, async () => ({ kind: 'electron', platform: deps.platform, version: deps.version }));
      case 'chooseDocument': return checked(method, input, () => chosen((window) => deps.files.chooseDocument(window)));
      case 'chooseFiles': return checked(method, input, async ({ kind }) => {
        const window = deps.window();
        const paths = window === null ? [] : await deps.files.chooseFiles(window, kind ?? 'import');
        paths.forEach(deps.noteChosen);
        return { paths: [...paths] };
      });
      case 'chooseDestination': return checked(method, input, (wanted) => chosen((window) => deps.files.chooseDestination(window, wanted)));
      case 'revealFile': return checked(method, input, async ({ path }) => ({ isShown: deps.files.reveal(path, await deps.recentPaths()) }));
      case 'answerClose': return checked(method, input, async ({ mayClose }) => {
        deps.answerClose(mayClose);
        return null;
      });
      default: return assertNever(method);
    }
  };
}

async function checked<Name extends HostMethodName>(method: Name, input: Call['input'], run: (input: HostInput<Name>) => Promise<HostOutput<Name>>): Promise<AnyReply> {
  // The union of schemas loses which one it is; each of them parses to the input of its own method.
  const schema = hostMethods[method].input as unknown as z.ZodType<HostInput<Name>>;
  const parsed = fitting(method, schema, input);
  return parsed.isFitting ? { ok: true, value: await run(parsed.value) } : { ok: false, error: parsed.error };
}

const WithPath = z.object({ path: z.string() });
/** The methods of the core that write a file of their own, outside the open document. */
const writingMethods: ReadonlySet<string> = new Set(['exportTable', 'formatReferences', 'saveCopy', 'backUpDocument', 'createDocument']);

/** The file that a call has just written, if it was one that writes. */
export function writtenPath(method: string, reply: AnyReply): string | null {
  if (!reply.ok || !writingMethods.has(method)) return null;
  const parsed = WithPath.safeParse(reply.value);
  return parsed.success ? parsed.data.path : null;
}

export type RecentDocuments = Output<'listRecentDocuments'>;
