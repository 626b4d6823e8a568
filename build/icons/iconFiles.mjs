// Owns the two containers of icons: Windows' ICO and Apple's ICNS, from square drawings. Pure.
// ICO: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10); ICNS: https://en.wikipedia.org/wiki/Apple_Icon_Image_format

/** @typedef {{ readonly size: number, readonly png: Buffer, readonly rgba: Buffer }} Drawing `size` in pixels, each way */

/** Installers and older Windows read bitmaps below 256 pixels only; at 256 the format wants a PNG. @param {readonly Drawing[]} drawings @returns {Buffer} */
export function icoFile(drawings) {
  const images = drawings.map((drawing) => drawing.size >= 256 ? drawing.png : bitmap(drawing));
  const head = Buffer.alloc(6 + 16 * drawings.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(drawings.length, 4);
  let offset = head.length;
  drawings.forEach(({ size }, index) => {
    const at = 6 + 16 * index;
    const bytes = images[index]?.length ?? 0;
    head.writeUInt8(size % 256, at); // 0 stands for 256
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(bytes, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bytes;
  });
  return Buffer.concat([head, ...images]);
}

/** A bitmap as icons hold it: no file header, rows from the bottom up, blue first, then a mask that nobody reads beside an alpha channel. @param {Drawing} drawing */
function bitmap({ size, rgba }) {
  const maskBytesPerRow = Math.ceil(size / 32) * 4;
  const image = Buffer.alloc(40 + size * size * 4 + size * maskBytesPerRow);
  image.writeUInt32LE(40, 0);
  image.writeInt32LE(size, 4);
  image.writeInt32LE(size * 2, 8); // colours and mask
  image.writeUInt16LE(1, 12);
  image.writeUInt16LE(32, 14);
  image.writeUInt32LE(size * size * 4, 20);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4;
      const to = 40 + ((size - 1 - y) * size + x) * 4;
      image.writeUInt32BE(((rgba.readUInt8(from + 2) << 24) | (rgba.readUInt8(from + 1) << 16) | (rgba.readUInt8(from) << 8) | rgba.readUInt8(from + 3)) >>> 0, to);
    }
  }
  return image;
}

/** Which entries a drawing of this many pixels serves; the second is the same on a display of twice the density. @type {Readonly<Record<number, readonly string[]>>} */
const icnsTypes = { 32: ['ic11'], 64: ['ic12'], 128: ['ic07'], 256: ['ic08', 'ic13'], 512: ['ic09', 'ic14'], 1024: ['ic10'] };

/** @param {readonly Drawing[]} drawings @returns {Buffer} */
export function icnsFile(drawings) {
  const entries = drawings.flatMap(({ size, png }) => (icnsTypes[size] ?? []).map((type) => Buffer.concat([Buffer.from(type, 'latin1'), uint32(png.length + 8), png])));
  const length = entries.reduce((sum, entry) => sum + entry.length, 8);
  return Buffer.concat([Buffer.from('icns', 'latin1'), uint32(length), ...entries]);
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
