// Owns the only door to the core: calls in, replies and events out. Hosts know nothing of what lies behind it.
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import packageFile from '../package.json';
import type { LacunaEvent } from './contract/events';
import type { AnyReply, Call } from './contract/rpc';
import { createHandlers, dispatch, progressOf } from './dispatch';
import { createIds } from './newIds';
import { createSession, type CoreDeps } from './session';

export type { CoreDeps } from './session';

export interface Core {
  /** Never rejects: every outcome is a reply. */
  dispatch(call: Call): Promise<AnyReply>;
  /** Asks a running call to stop; unknown or finished calls are no error. */
  cancel(callId: string): void;
  /** Closes the document and frees its lock. */
  close(): Promise<void>;
}

export function createCore(deps: CoreDeps): Core {
  const session = createSession(deps);
  const handlers = createHandlers(deps, session);
  const running = new Map<string, AbortController>();
  const where = (): string => session.current()?.file.path ?? 'the file';
  return {
    dispatch: async (call) => {
      const controller = new AbortController();
      running.set(call.callId, controller);
      try {
        return await dispatch(handlers, call, { callId: call.callId, signal: controller.signal, progress: progressOf(call.callId, deps.emit, () => deps.now().getTime()) }, where);
      } finally {
        running.delete(call.callId);
      }
    },
    cancel: (callId) => running.get(callId)?.abort(),
    close: async () => {
      for (const controller of running.values()) controller.abort();
      await session.close();
    },
  };
}

/** The real clock, ids and user. */
export function systemDeps(options: { readonly dataFolder: string; readonly emit: (event: LacunaEvent) => void }): CoreDeps {
  return { ...options, now: () => new Date(), newId: createIds(Date.now), systemUserName: systemUserName(), hostName: hostname(), processId: process.pid, version: packageFile.version };
}

function systemUserName(): string {
  try {
    return userInfo().username || 'curator';
  } catch {
    return 'curator'; // a process without an entry in the user database
  }
}

/** Where the user's own Lacuna files live: LACUNA_DATA, else the platform's place for application data. */
export function defaultDataFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '.';
  if (env['LACUNA_DATA'] !== undefined && env['LACUNA_DATA'] !== '') return env['LACUNA_DATA'];
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Lacuna');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Lacuna');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'lacuna');
}
