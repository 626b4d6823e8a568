// Owns starting the core process with Node's fork. Electron's own way is in electron/coreChild.ts.
import { fork } from 'node:child_process';
import type { FromCore } from '../../db/contract/rpc';
import type { CoreChild } from './coreClient';

/** `modulePath`: the built coreProcess.js; `dataFolder` reaches it as LACUNA_DATA, as in every host. */
export function forkCore(dataFolder: string, modulePath: string): CoreChild {
  const child = fork(modulePath, [], { env: { ...process.env, LACUNA_DATA: dataFolder }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'json' });
  return {
    post: (message) => { if (child.connected) child.send(message); },
    onMessage: (listener) => { child.on('message', (message) => listener(message as FromCore)); }, // our own core's messages
    onExit: (listener) => {
      child.once('exit', listener);
      child.once('error', () => listener(null)); // it could not be started at all
    },
    kill: () => { child.kill('SIGKILL'); },
  };
}
