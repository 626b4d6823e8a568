// Owns which part of the client the grid uses; tests hand in their own.
import type { Lacuna } from '../client/lacuna';

export type GridClient = Pick<Lacuna, 'call' | 'on'>;
