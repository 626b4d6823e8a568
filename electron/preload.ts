// Owns the only thing a page gets from Electron: `window.lacuna` with `call` and `on`.
// Refuses everything else: no channel names, no event objects, no Electron type crosses into the page.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { LacunaEvent } from '../db/contract/events';
import type { LacunaBridge } from '../db/contract/rpc';
import type { Channels } from './ipc';

// Written again, because a sandboxed preload must not load the file that owns them; the type holds the two together.
const channels: Channels = { call: 'lacuna:call', event: 'lacuna:event' };

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
