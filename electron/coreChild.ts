// Owns the core's process under Electron: a utility process in the shape that the core client asks for.
// Refuses nothing: what the messages mean is the client's business.
import { utilityProcess } from 'electron';
import type { FromCore } from '../db/contract/rpc';
import type { CoreChild } from './process/coreClient';

/** `dataFolder` reaches the core as LACUNA_DATA, as in every host. */
export function spawnCoreChild(modulePath: string, dataFolder: string): CoreChild {
  const child = utilityProcess.fork(modulePath, [], { serviceName: 'Lacuna core', stdio: 'inherit', env: { ...process.env, LACUNA_DATA: dataFolder } });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      // Electron hands over `any`; the sender is our own core, compiled against the same type.
      child.on('message', (message: FromCore) => listener(message));
    },
    onExit: (listener) => {
      child.once('exit', (code) => listener(code));
    },
    // Electron's own kill asks politely (SIGTERM); a core that is busy in SQLite would not hear it.
    kill: () => {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}
