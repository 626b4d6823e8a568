// Owns reading single parts out of a zip archive that lies in memory, by its directory. Pure, in bounded steps: a part is
// inflated piece by piece and dropped when it grows past its cap, past what it declares, or far past its packed size, so
// that no archive can fill the memory. Names are only ever compared, never used as paths. Refuses encrypted parts,
// unknown methods, several disks, and parts whose length or checksum is not as declared.
// The format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { Inflate } from 'fflate/browser'; // its Node build makes a `require` of its own, which no ES module bundle survives
import type { Steps } from '../../steps';

export interface ZipEntry { readonly name: string; readonly method: number; readonly isEncrypted: boolean; readonly checksum: number; readonly packedBytes: number; readonly bytes: number; readonly headerAt: number }
export type ZipDirectory = { readonly isRead: true; readonly entries: ReadonlyMap<string, ZipEntry> } | { readonly isRead: false; readonly message: string };

/** Thrown inside the room of workbooks only, and caught at its door. */
export class WorkbookProblem extends Error {}

const endSignature = 0x0605_4b50;
const wideEndSignature = 0x0606_4b50;
const wideLocatorSignature = 0x0706_4b50;
const entrySignature = 0x0201_4b50;
const localSignature = 0x0403_4b50;
const longestComment = 0xffff;
const mostEntries = 20_000;
const none32 = 0xffff_ffff;

/** Lower-case names with forward slashes; of two parts of one name the last counts, as in other readers. */
export function zipDirectory(bytes: Uint8Array): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecordAt(view);
  if (end === null) return { isRead: false, message: 'It is no text file, and a workbook only if it is cut short or damaged: the directory at its end is missing. Fetch the file again.' };
  let count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if ((count === 0xffff || at === none32) && end >= 20 && view.getUint32(end - 20, true) === wideLocatorSignature) {
    const wide = Number(view.getBigUint64(end - 12, true));
    if (wide + 56 <= view.byteLength && view.getUint32(wide, true) === wideEndSignature) {
      count = Number(view.getBigUint64(wide + 32, true));
      at = Number(view.getBigUint64(wide + 48, true));
    }
  }
  if (count > mostEntries) return { isRead: false, message: `It holds ${count} parts, more than any workbook needs. It was not opened.` };
  const entries = new Map<string, ZipEntry>();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) return { isRead: false, message: 'Its directory is damaged. Fetch the file again, or save it anew.' };
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const name = partName(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)));
    const sizes = wideSizes(view, at + 46 + nameLength, extraLength, { bytes: view.getUint32(at + 24, true), packedBytes: view.getUint32(at + 20, true), headerAt: view.getUint32(at + 42, true) });
    entries.set(name, { name, method: view.getUint16(at + 10, true), isEncrypted: (view.getUint16(at + 8, true) & 1) === 1, checksum: view.getUint32(at + 16, true), ...sizes });
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return { isRead: true, entries };
}

export function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/u, '').toLowerCase();
}

function endRecordAt(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - 22 - longestComment);
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === endSignature) return at;
  return null;
}

type Sizes = Pick<ZipEntry, 'bytes' | 'packedBytes' | 'headerAt'>;

/** What does not fit 32 bits stands in an extra field, in this order, each only if it is needed. */
function wideSizes(view: DataView, start: number, length: number, sizes: Sizes): Sizes {
  if (sizes.bytes !== none32 && sizes.packedBytes !== none32 && sizes.headerAt !== none32) return sizes;
  const end = Math.min(start + length, view.byteLength);
  for (let at = start; at + 4 <= end;) {
    const fieldEnd = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let next = at + 4;
      const taken = (size: number): number => {
        if (size !== none32 || next + 8 > Math.min(fieldEnd, end)) return size;
        next += 8;
        return Number(view.getBigUint64(next - 8, true));
      };
      return { bytes: taken(sizes.bytes), packedBytes: taken(sizes.packedBytes), headerAt: taken(sizes.headerAt) };
    }
    at = fieldEnd;
  }
  return sizes;
}

/** How much a part may hold, and how many times its packed size once it is past `calmBytes`. A sheet of equal rows packs about 100 times. */
export const mostPartBytes = 1_000_000_000;
const calmBytes = 8_000_000;
const mostTimes = 250;
const packedPerStep = 8192;

/** Hands the part over in pieces, in order; throws `WorkbookProblem`. */
export function* inflatePart(bytes: Uint8Array, entry: ZipEntry, onPiece: (piece: Uint8Array, isLast: boolean) => void, mostBytes = mostPartBytes): Steps<void> {
  if (entry.isEncrypted) throw new WorkbookProblem('It is protected by a password. Save it without one, or as CSV.');
  const packed = packedBytesOf(bytes, entry);
  if (entry.bytes > mostBytes) throw new WorkbookProblem(`Unpacked, its part ${entry.name} would take ${entry.bytes} bytes. It was not opened; import it in smaller parts, or as CSV.`);
  let length = 0;
  let checksum = 0xffff_ffff;
  const take = (piece: Uint8Array, isLast: boolean): void => {
    length += piece.length;
    if (length > entry.bytes) throw new WorkbookProblem(`Its part ${entry.name} unpacks to more than the ${entry.bytes} bytes that it declares. It is damaged or made to do harm, and was not opened.`);
    if (length > calmBytes && length > packed.length * mostTimes) throw new WorkbookProblem(`Its part ${entry.name} unpacks to more than ${mostTimes} times its size. Such files are made to do harm; it was not opened.`);
    checksum = checksumOver(checksum, piece);
    if (isLast && length !== entry.bytes) throw new WorkbookProblem(`Its part ${entry.name} is cut short. Fetch the file again.`);
    if (isLast && (checksum ^ 0xffff_ffff) >>> 0 !== entry.checksum) throw new WorkbookProblem(`Its part ${entry.name} is damaged: its checksum does not fit. Fetch the file again.`);
    onPiece(piece, isLast);
  };
  const inflate = entry.method === 0 ? null : new Inflate();
  for (let at = 0; at === 0 || at < packed.length; at += packedPerStep) {
    const piece = packed.subarray(at, at + packedPerStep);
    const isLast = at + packedPerStep >= packed.length;
    if (inflate === null) take(piece, isLast);
    else {
      inflate.ondata = (out, isEnd) => take(out, isEnd);
      inflated(entry, () => inflate.push(piece, isLast));
    }
    yield { done: at + piece.length, total: packed.length };
  }
}

function inflated(entry: ZipEntry, push: () => void): void {
  try {
    push();
  } catch (thrown) {
    if (thrown instanceof WorkbookProblem) throw thrown;
    throw new WorkbookProblem(`Its part ${entry.name} is damaged. Fetch the file again.`);
  }
}

function packedBytesOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.method !== 0 && entry.method !== 8) throw new WorkbookProblem(`Its part ${entry.name} is packed in a way that is not read here. Save it anew in a spreadsheet program.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { headerAt, packedBytes } = entry;
  if (headerAt + 30 > view.byteLength || view.getUint32(headerAt, true) !== localSignature) throw new WorkbookProblem(`Its part ${entry.name} is not where the directory says. Fetch the file again.`);
  const start = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  if (start + packedBytes > view.byteLength) throw new WorkbookProblem(`Its part ${entry.name} is cut short. Fetch the file again.`);
  return bytes.subarray(start, start + packedBytes);
}

const checksumTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
  return value;
});

function checksumOver(start: number, piece: Uint8Array): number {
  let value = start;
  for (let at = 0; at < piece.length; at += 1) value = (checksumTable[(value ^ (piece[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  return value;
}
