// Owns how alike two texts are: the share of their runs of three words that they have in common, and a few keys by which
// likely pairs are found without comparing all. Two texts that share nine tenths of their runs miss each other's keys less
// than once in a hundred times; texts that share a third, and are no duplicates, meet rarely.
// Source: A. Z. Broder, "On the resemblance and containment of documents", Proc. Compression and Complexity (1997) 21–29.
import { textNumber } from '../boundedKey';

const runLength = 3;
const mostWords = 1500;
const bands = 4;
const rowsInBand = 3;

export interface Shingled { readonly runs: ReadonlySet<number>; readonly numbers: readonly string[]; readonly signature: readonly number[] }

/** Words and numbers in lower case; dashes, quotes and case fold away. */
export function shingled(text: string): Shingled {
  const words = (text.slice(0, 12_000).normalize('NFKC').toLowerCase().match(/\d+(?:[.,·]\d+)*%?|[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords);
  const runs = new Set<number>();
  const codes = words.map((word) => textNumber(word) >>> 0);
  for (let at = 0; at + runLength <= codes.length; at += 1) runs.add(joined(codes[at] ?? 0, codes[at + 1] ?? 0, codes[at + 2] ?? 0));
  const signature = Array.from({ length: bands * rowsInBand }, () => 2 ** 32);
  for (const run of runs) {
    for (let index = 0; index < signature.length; index += 1) {
      const value = mixed(run, index);
      if (value < (signature[index] ?? 0)) signature[index] = value;
    }
  }
  return { runs, numbers: words.filter((word) => /^\d/u.test(word)).toSorted(), signature };
}

/** A run of three words as one number of 32 bits, in their order. */
function joined(first: number, second: number, third: number): number {
  let value = Math.imul(first ^ (first >>> 15), 0x2c_1b_3c_6d) ^ second;
  value = Math.imul(value ^ (value >>> 12), 0x29_7a_2d_39) ^ third;
  return Math.imul(value ^ (value >>> 15), 0x9e_37_79_b1) >>> 0;
}

/** One of a family of orders of all runs. */
function mixed(run: number, index: number): number {
  let value = run ^ Math.imul(index + 1, 0x85_eb_ca_6b);
  value = Math.imul(value ^ (value >>> 16), 0x7f_eb_35_2d);
  value = Math.imul(value ^ (value >>> 15), 0x84_6c_a6_8b);
  return (value ^ (value >>> 16)) >>> 0;
}

export function bandKeys({ signature }: Shingled): readonly string[] {
  return Array.from({ length: bands }, (_, band) => `${band}:${signature.slice(band * rowsInBand, (band + 1) * rowsInBand).join('.')}`);
}

/** Quickly, from the signatures: false where the texts can't be near. */
export function mayBeNear(left: Shingled, right: Shingled): boolean {
  return left.signature.filter((value, index) => value === right.signature[index]).length >= (bands * rowsInBand) / 2;
}

/** The share of runs in common, 0 to 1. */
export function likeness(left: Shingled, right: Shingled): number {
  let shared = 0;
  for (const run of left.runs) if (right.runs.has(run)) shared += 1;
  const all = left.runs.size + right.runs.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** The same of the printed numbers, each as often as it stands; 1 where neither text has one. */
export function numbersAlike(left: Shingled, right: Shingled): number {
  let shared = 0;
  let at = 0;
  for (const number of left.numbers) {
    while (at < right.numbers.length && (right.numbers[at] ?? '') < number) at += 1;
    if (right.numbers[at] === number) {
      shared += 1;
      at += 1;
    }
  }
  const all = left.numbers.length + right.numbers.length - shared;
  return all === 0 ? 1 : shared / all;
}
