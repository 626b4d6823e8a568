// Owns keys of a bounded length: the same text gives the same key, and two long texts that differ give two. The engine
// would replace longer keys by a hash that a rule could not recognise.
const longest = 160;

export function boundedKey(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 20)}…${textNumber(text).toString(36)}`;
}

/** FNV-1a over UTF-16 units, twice with other starts, as one number of 53 bits. */
export function textNumber(text: string): number {
  let low = 0x81_1c_9d_c5;
  let high = 0x0c_9d_c5_11;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01_00_01_93);
    high = Math.imul(high ^ code, 0x01_00_01_93) ^ (low >>> 7);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
