// Owns finding out how delimited text is written: its delimiter, its quotation marks, and Excel's line `sep=;`. Pure.
// It looks at the start of the text only, and at whole records, so that a comma in a quoted cell or in a decimal does not
// count. A caller may say otherwise.
import { delimiters } from '../../contract/imports';
import { runToEnd } from '../steps';
import { splitCells, type Delimiter, type Dialect, type SplitText } from './splitCells';

export interface FoundDialect {
  readonly dialect: Dialect;
  /** Where the first record begins, and on which line: behind a line that names the delimiter. */
  readonly start: number;
  readonly firstLine: number;
}

const sampleCharacters = 64_000;
const sampleRows = 200;
/** In prose: of two that part a text as well, it is the one that prose has less often; commas where nothing parts it. */
const rarestFirst = ['\t', ',', ';', '|'] as const satisfies readonly Delimiter[];

export function findDialect(text: string, chosen: Partial<Dialect> = {}): FoundDialect {
  const named = /^sep=([,;\t|])(?:\r\n|\r|\n)/iu.exec(text);
  const start = named === null ? 0 : named[0].length;
  const sample = text.slice(start, start + sampleCharacters);
  const isCut = start + sample.length < text.length;
  const lenient = chosen.isLenient ?? false;
  const delimiter = chosen.delimiter ?? delimiters.find((each) => each === named?.[1]) ?? bestDelimiter(sample, isCut, chosen.quote === undefined ? quoteOf(sample) : chosen.quote);
  const quote = chosen.quote === undefined ? quoteOf(sample) : chosen.quote;
  const escape = chosen.escape ?? escapeOf(sample, isCut, delimiter, quote);
  return { dialect: { delimiter, quote, escape, isLenient: lenient }, start, firstLine: named === null ? 1 : 2 };
}

/** Apostrophes are quotation marks only where they enclose every cell of the first line, and there are no others. */
function quoteOf(sample: string): '"' | "'" {
  const head = /^\s*(.*)/u.exec(sample)?.[1]?.trim() ?? '';
  return !sample.includes('"') && /^'[^']*'(?:[,;\t|]'[^']*')+$/u.test(head) ? "'" : '"';
}

function escapeOf(sample: string, isCut: boolean, delimiter: Delimiter, quote: Dialect['quote']): Dialect['escape'] {
  if (quote === null || !sample.includes(`\\${quote}`)) return 'doubled';
  const isBroken = (escape: Dialect['escape']): boolean => brokenAt(split(sample, { delimiter, quote, escape, isLenient: false }), isCut);
  return isBroken('doubled') && !isBroken('backslash') ? 'backslash' : 'doubled';
}

/** The one that parts most records into the same number of cells, and into many; cells may hold the others, as decimal commas do. */
function bestDelimiter(sample: string, isCut: boolean, quote: Dialect['quote']): Delimiter {
  const scores = rarestFirst.map((delimiter) => {
    const read = split(sample, { delimiter, quote, escape: 'doubled', isLenient: false });
    return scoreOf(read.rows.slice(0, sampleRows).map(({ cells }) => cells.length)) * (brokenAt(read, isCut) ? 0.3 : 1);
  });
  const best = Math.max(...scores);
  return best === 0 ? ',' : (rarestFirst[scores.indexOf(best)] ?? ',');
}

function split(sample: string, dialect: Dialect): SplitText {
  return runToEnd(splitCells(sample, dialect));
}

/** A sample that is cut may end in an open cell. */
function brokenAt({ problem }: SplitText, isCut: boolean): boolean {
  return problem !== null && !(isCut && /never closed/u.test(problem.message));
}

function scoreOf(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) {
    const share = count / widths.length;
    best = Math.max(best, share * share * (1 - 1 / width));
  }
  return best;
}
