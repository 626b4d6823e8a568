// Owns files on their way between a browser and the data folder: uploads into `uploads/`, written files out of
// `outbox/`, each in a folder of its own that was made for it. Refuses any other place; a delivered file is removed, and
// so is one that nobody fetched for a day, or that was sent to be imported a day ago. Documents that were sent stay.
import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { requireLength } from './bodies';
import { HttpProblem, securityHeaders } from './replies';

const keptMs = 24 * 3600 * 1000;

export interface Transfers {
  /** A fresh place in the outbox for a file of this name. */
  place(suggestedName: string): string;
  /** Whether a place was made for this file, and it was not delivered yet. */
  isPlace(path: string): boolean;
  receive(request: IncomingMessage, name: string): Promise<string>;
  deliver(response: ServerResponse, path: string): Promise<void>;
}

export interface TransferLimits { readonly uploadBytes: number }

export function createTransfers(dataFolder: string, newId: () => string, { uploadBytes }: TransferLimits): Transfers {
  const outbox = join(dataFolder, 'outbox');
  const uploads = join(dataFolder, 'uploads');
  removeOld(outbox, Date.now() - keptMs, () => true);
  removeOld(uploads, Date.now() - keptMs, (folder) => !readdirOrNone(folder).some((name) => /\.lacuna\b/iu.test(name)));
  const freshFile = (folder: string, name: string): string => {
    const path = join(folder, newId(), safeName(name));
    mkdirSync(dirname(path), { recursive: true });
    return path;
  };
  /** Places of which the file was fetched: what else lies there may be fetched too, and nothing is written there any more. */
  const fetched = new Set<string>();
  const isInPlace = (path: string): boolean => {
    const folder = dirname(resolve(path));
    return !path.includes('\u0000') && path === resolve(path) && dirname(folder) === resolve(outbox) && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  };
  return {
    place: (suggestedName) => freshFile(outbox, suggestedName),
    isPlace: (path) => isInPlace(path) && !fetched.has(dirname(resolve(path))),
    receive: async (request, name) => {
      const tooLarge = `This file is larger than ${Math.round(uploadBytes / 1024 ** 2)} MB. Open it from its folder with: npm start -- FILE`;
      requireLength(request, uploadBytes, tooLarge);
      const path = freshFile(uploads, name);
      let bytes = 0;
      const counted = new Transform({
        transform: (chunk: Buffer, _encoding, done) => {
          bytes += chunk.length;
          if (bytes > uploadBytes) done(new HttpProblem(413, 'invalid-input', tooLarge));
          else done(null, chunk);
        },
      });
      try {
        await pipeline(request.iterator({ destroyOnReturn: false }), counted, createWriteStream(path, { flags: 'wx' }));
      } catch (thrown) {
        rmSync(dirname(path), { recursive: true, force: true });
        throw isFullDisk(thrown) ? new HttpProblem(507, 'disk-full', `The disk of ${uploads} is full. The file was not kept. Free some space and try again.`) : thrown;
      }
      return path;
    },
    deliver: async (response, path) => {
      const stats = isInPlace(path) ? statSync(path, { throwIfNoEntry: false }) : undefined;
      if (stats?.isFile() !== true) throw new HttpProblem(404, 'not-found', 'There is no such file to fetch. Write it again.');
      response.writeHead(200, { ...securityHeaders, 'Content-Type': 'application/octet-stream', 'Content-Length': stats.size, 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`, 'Cache-Control': 'no-store' });
      await pipeline(createReadStream(path), response);
      rmSync(path, { force: true });
      // The manifest of an export may still be fetched.
      fetched.add(dirname(path));
      if (readdirOrNone(dirname(path)).length === 0) rmSync(dirname(path), { recursive: true, force: true });
    },
  };
}

function isFullDisk(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT');
}

function removeOld(within: string, beforeMs: number, mayGo: (folder: string) => boolean): void {
  for (const name of readdirOrNone(within)) {
    const folder = join(within, name);
    if ((statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? beforeMs) < beforeMs && mayGo(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

function readdirOrNone(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // nothing was ever written
  }
}

export function isInside(folder: string, path: string): boolean {
  return resolve(path).startsWith(resolve(folder) + sep);
}

const mostNameBytes = 150;

/** What Windows keeps for devices, under any extension. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/** A file name that every system takes: no separators, no control characters, no leading or final dots, a bounded number of bytes; the extension stays. */
export function safeName(name: string): string {
  const plain = name.normalize('NFC').replaceAll(/[\\/:*?"<>|\p{C}\s]+/gu, ' ').replace(/^[.\s]+/u, '').replace(/[.\s]+$/u, '');
  const extension = /\.\w{1,10}$/u.exec(plain)?.[0] ?? '';
  const stem = clipped(plain.slice(0, plain.length - extension.length), mostNameBytes).trim();
  return `${deviceName.test(stem) ? `${stem}_` : stem || 'file'}${extension}`;
}

/** Disks count bytes, and most letters of the world take three. */
function clipped(text: string, mostBytes: number): string {
  let kept = '';
  let bytes = 0;
  for (const letter of text) {
    bytes += Buffer.byteLength(letter);
    if (bytes > mostBytes) break;
    kept += letter;
  }
  return kept;
}
