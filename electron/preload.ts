// Owns the only thing a page gets from Electron: `window.lacuna` with `call` and `on`. Beside it, it hears files that are
// dropped on the window and says their paths to the main process, from which the page hears of them: only here a dropped
// file has a path, and a page could say any.
// Refuses everything else: no channel names, no event objects, no Electron type crosses into the page.
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { LacunaEvent } from '../db/contract/events';
import type { LacunaBridge } from '../db/contract/rpc';
import type { Channels } from './ipc';

// Written again, because a sandboxed preload must not load the file that owns them; the type holds the two together.
const channels: Channels = { call: 'lacuna:call', event: 'lacuna:event', dropped: 'lacuna:dropped' };

const bridge = {
  call: (batch) => ipcRenderer.invoke(channels.call, batch),
  on: (listener) => {
    const forward = (_event: IpcRendererEvent, event: LacunaEvent): void => listener(event);
    ipcRenderer.on(channels.event, forward);
    return () => {
      ipcRenderer.removeListener(channels.event, forward);
    };
  },
} satisfies LacunaBridge;

contextBridge.exposeInMainWorld('lacuna', bridge);

// Before the page's own listeners, which may stop the event where it is.
window.addEventListener('drop', ({ dataTransfer }) => {
  // A file that a page made up has no path.
  const paths = [...(dataTransfer?.files ?? [])].map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
  if (paths.length > 0) void ipcRenderer.invoke(channels.dropped, paths);
}, { capture: true });
