// Owns the two ways to the core: the bridge that Electron's preload exposes, and HTTP to the loopback host. Both take
// batches and give events; nothing above this file knows which one it is.
import type { LacunaEvent } from '../../db/contract/events';
import type { BatchReply, CallBatch, LacunaBridge } from '../../db/contract/rpc';
import { httpTransport } from './httpTransport';

declare global {
  interface Window { readonly lacuna?: LacunaBridge }
}

export type ConnectionState = 'connecting' | 'here' | 'lost' | 'refused';

export interface Transport {
  send(batch: CallBatch): Promise<BatchReply>;
  onEvent(listener: (event: LacunaEvent) => void): () => void;
  onState(listener: (state: ConnectionState) => void): () => void;
  /** Puts a file into the host's reach; null where the host has dialogs of its own. */
  readonly upload: ((file: File) => Promise<string>) | null;
  /** Fetches a written file; null where it lies on the curator's disk already. */
  readonly download: ((path: string) => Promise<Blob>) | null;
}

export function chooseTransport(): Transport {
  const bridge = window.lacuna;
  if (bridge === undefined) return httpTransport();
  return {
    send: bridge.call,
    onEvent: bridge.on,
    onState: (listener) => { listener('here'); return () => {}; },
    upload: null, download: null,
  };
}
