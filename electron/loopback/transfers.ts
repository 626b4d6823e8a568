// Owns files on their way between a browser and the data folder: uploads into `uploads/`, written files out of
// `outbox/`. Refuses any other place; a delivered file is removed.
import { createReadStream, createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpProblem, securityHeaders } from './replies';

const mostUploadBytes = 2 * 1024 ** 3;

export interface Transfers {
  /** A fresh place in the outbox for a file of this name. */
  place(suggestedName: string): string;
  isOurs(path: string): boolean;
  receive(request: IncomingMessage, name: string): Promise<string>;
  deliver(response: ServerResponse, path: string): Promise<void>;
}

export function createTransfers(dataFolder: string, newId: () => string): Transfers {
  const outbox = join(dataFolder, 'outbox');
  const uploads = join(dataFolder, 'uploads');
  const freshFile = (folder: string, name: string): string => {
    const path = join(folder, newId(), safeName(name));
    mkdirSync(dirname(path), { recursive: true });
    return path;
  };
  return {
    place: (suggestedName) => freshFile(outbox, suggestedName),
    isOurs: (path) => isInside(outbox, path) || isInside(uploads, path),
    receive: async (request, name) => {
      const path = freshFile(uploads, name);
      let bytes = 0;
      const counted = new Transform({
        transform: (chunk: Buffer, _encoding, done) => {
          bytes += chunk.length;
          if (bytes > mostUploadBytes) done(new HttpProblem(413, 'invalid-input', 'This file is larger than 2 GB. Open it from its folder with: npm start -- FILE'));
          else done(null, chunk);
        },
      });
      try {
        await pipeline(request, counted, createWriteStream(path, { flags: 'wx' }));
      } catch (thrown) {
        rmSync(dirname(path), { recursive: true, force: true });
        throw thrown;
      }
      return path;
    },
    deliver: async (response, path) => {
      const wanted = resolve(path);
      const stats = isInside(outbox, wanted) ? statSync(wanted, { throwIfNoEntry: false }) : undefined;
      if (stats?.isFile() !== true) throw new HttpProblem(404, 'not-found', 'There is no such file to fetch. Write it again.');
      response.writeHead(200, { ...securityHeaders, 'Content-Type': 'application/octet-stream', 'Content-Length': stats.size, 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(basename(wanted))}`, 'Cache-Control': 'no-store' });
      await pipeline(createReadStream(wanted), response);
      rmSync(dirname(wanted), { recursive: true, force: true });
    },
  };
}

export function isInside(folder: string, path: string): boolean {
  return resolve(path).startsWith(resolve(folder) + sep);
}

/** A file name that every system takes: no separators, no control characters, no leading dots, at most 150 letters. */
export function safeName(name: string): string {
  const plain = name.normalize('NFC').replaceAll(/[\\/:*?"<>|\p{C}]/gu, ' ').replace(/^[.\s]+/u, '').trim();
  return plain.length <= 150 ? plain || 'file' : `${plain.slice(0, 120)}${plain.slice(-30)}`;
}
