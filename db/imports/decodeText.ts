// Owns turning the bytes of a file into text: by its byte order mark, else UTF-8 if it is valid, else Windows-1252,
// which holds Latin-1. Pure. Refuses bytes that are no text (a zero byte without a UTF-16 mark).

/** The text without its mark; null when the bytes are no text. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
