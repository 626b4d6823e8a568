// Owns the text of an exported file, whatever its form: of a package of parts, that of every part.
import { strFromU8, unzipSync } from 'fflate';

export function textOfParts(bytes: Uint8Array): string {
  const isPackage = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isPackage ? Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join('\n') : strFromU8(bytes);
}
