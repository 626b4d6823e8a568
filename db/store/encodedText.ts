// Owns the step from pieces of text to bytes of a file, in chunks that are worth a call to the disk.

const chunkLength = 65_536;

export function* encodedText(pieces: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < chunkLength) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}
