// Owns walking through a text line by line without a second copy of it: each line with its place, and pieces of whole
// lines for searches that must not hold up the caller. Refuses nothing; line ends are \n.

export interface TextLine {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  readonly from: number;
  /** Before the line end. */
  readonly to: number;
}

export function* linesOf(text: string): Generator<TextLine, void> {
  for (let from = 0, line = 1; from <= text.length; line += 1) {
    const found = text.indexOf('\n', from);
    const to = found === -1 ? text.length : found;
    yield { text: text.slice(from, to), line, from, to };
    from = to + 1;
  }
}

const pieceLength = 1_000_000;

/** Pieces of some million characters that end where a line ends, but not between "@article{" and its key. */
export function* linePieces(text: string): Generator<{ readonly at: number; readonly piece: string }, void> {
  for (let at = 0; at < text.length;) {
    let end = at + pieceLength < text.length ? text.indexOf('\n', at + pieceLength) : -1;
    while (end !== -1 && text.charAt(end - 1) === '{') end = text.indexOf('\n', end + 1);
    const to = end === -1 ? text.length : end + 1;
    yield { at, piece: text.slice(at, to) };
    at = to;
  }
}
