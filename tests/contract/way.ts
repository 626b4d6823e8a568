// Owns what a way to the core is for this suite: batches in, replies and events out, and the places on disk that the
// way lets its caller name. Each of the four ways is started once and gives every case a fresh document.
import type { LacunaEvent } from '../../db/contract/events';
import type { BatchReply } from '../../db/contract/rpc';

export interface Way {
  /** Whether a host with methods of its own stands before the core. */
  readonly host: 'electron' | 'loopback' | null;
  /** Whether the caller's values travel as JSON text, so that what JSON can't say never arrives. */
  readonly isText: boolean;
  readonly dataFolder: string;
  /** Whatever the caller sends, as it is. */
  send(batch: unknown): Promise<BatchReply>;
  heard(): Promise<readonly LacunaEvent[]>;
  /** Puts a file where this way may open it, as a curator would; gives its path there. */
  bring(path: string): Promise<string>;
  /** A path at which this way may write a file that is not there yet. */
  place(name: string): Promise<string>;
  stop(): Promise<void>;
}
