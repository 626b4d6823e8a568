// Owns a part of a workbook as XML events: inflating, decoding (UTF-8, or UTF-16 by its mark) and scanning, in one pass
// and bounded steps.
import type { Steps } from '../../steps';
import { scanXml, type XmlListener } from './scanXml';
import { inflatePart, mostPartBytes, type ZipEntry } from './zipArchive';

export function* scanPart(bytes: Uint8Array, entry: ZipEntry, listener: XmlListener, mostBytes = mostPartBytes): Steps<void> {
  const scanner = scanXml(entry.name, listener);
  let decoder: TextDecoder | null = null;
  let held: Uint8Array = new Uint8Array(0);
  yield* inflatePart(bytes, entry, (piece, isLast) => {
    const whole = held.length === 0 ? piece : joined(held, piece);
    if (decoder === null && whole.length < 2 && !isLast) {
      held = whole;
      return;
    }
    held = new Uint8Array(0);
    decoder ??= new TextDecoder(whole[0] === 0xff && whole[1] === 0xfe ? 'utf-16le' : whole[0] === 0xfe && whole[1] === 0xff ? 'utf-16be' : 'utf-8');
    scanner.push(decoder.decode(whole, { stream: !isLast }), isLast);
  }, mostBytes);
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

/** ST_Xstring (ECMA-376 part 1, 22.9.2.19): `_x000D_` is a carriage return, `_x005F_` the underscore that keeps one from being read so. */
export function unescapedText(text: string): string {
  return text.includes('_x') ? text.replaceAll(/_x([\dA-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;
}
