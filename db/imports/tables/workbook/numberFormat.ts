// Owns printing the numbers of a workbook as its sheet shows them: `5.0`, `007` and `45.1%` are kept by number formats,
// not by the numbers. Dates come as ISO 8601, whatever their format. Pure. Refuses fractions, fill characters and colours
// of formats; a number under such a format is printed plainly. Rounds decimal digits, half away from zero, as Excel does.
// Formats: ECMA-376 part 1, 18.8.30 and 18.8.31.
import { isDateFormat, printedDate } from './dateFormat';
import { decimalOf, plainDecimal, roundedDecimal, shiftedDecimal, type Decimal } from './decimal';

export interface PrintedNumber {
  readonly text: string;
  /** rounded: the number has more places than it shows. */
  readonly kind: 'number' | 'date' | 'rounded';
}

/** The formats that files name by number only (18.8.30). Those of dates differ by country and are printed as ISO anyway. */
const builtIn: Readonly<Record<number, string>> = {
  0: 'General', 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 11: '0.00E+00', 14: 'yyyy-mm-dd', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy-mm-dd h:mm', 37: '#,##0;(#,##0)', 38: '#,##0;(#,##0)', 39: '#,##0.00;(#,##0.00)', 40: '#,##0.00;(#,##0.00)', 45: 'mm:ss', 46: '[h]:mm:ss',
  47: 'mm:ss.0', 48: '##0.0E+0', 49: '@',
};
const eastAsianDates: ReadonlySet<number> = new Set([27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

export function builtInFormat(id: number): string {
  return eastAsianDates.has(id) ? 'yyyy-mm-dd' : (builtIn[id] ?? 'General');
}

/** `raw`: the number as the file writes it; anything that is none comes back as it is. */
export function printedNumber(raw: string, format: string, from1904: boolean): PrintedNumber {
  const decimal = decimalOf(raw);
  if (decimal === null) return { text: raw, kind: 'number' };
  const plain: PrintedNumber = { text: plainDecimal(decimal), kind: 'number' };
  if (format.length > longestFormat) return plain;
  const compiled = compiledFormat(format);
  const chosen = sectionFor(compiled, Number(raw));
  if (chosen === null || chosen.section.isPlain) return plain;
  if (chosen.section.isDate) {
    const text = printedDate(Number(raw), chosen.section.code, from1904);
    return text === null ? plain : { text, kind: 'date' };
  }
  return digitsBy(chosen.section, decimal, chosen.hasSign);
}

const longestFormat = 500;

type Token = { readonly kind: 'digit'; readonly letter: '0' | '#' | '?' } | { readonly kind: 'point' | 'comma' | 'percent' } | { readonly kind: 'exponent'; readonly hasPlus: boolean } | { readonly kind: 'literal'; readonly text: string };

interface Section {
  readonly code: string;
  readonly tokens: readonly Token[];
  readonly condition: { readonly operator: string; readonly value: number } | null;
  readonly isDate: boolean;
  /** General, text, a fraction, or nothing that prints a digit. */
  readonly isPlain: boolean;
}

const compiled = new Map<string, readonly Section[]>();

/** Kept: a column of 100,000 numbers has one format. */
function compiledFormat(format: string): readonly Section[] {
  const known = compiled.get(format);
  if (known !== undefined) return known;
  if (compiled.size > 1000) compiled.clear();
  const sections = sectionsOf(format).map(sectionFrom);
  compiled.set(format, sections);
  return sections;
}

function sectionsOf(format: string): readonly string[] {
  const sections: string[] = [''];
  for (const [piece] of format.matchAll(/"[^"]*"?|\\.|\[[^\]]*\]?|[^]/gu)) {
    if (piece === ';') sections.push('');
    else sections[sections.length - 1] += piece;
  }
  return sections;
}

function sectionFrom(code: string): Section {
  const condition = /\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]/u.exec(code);
  const isDate = isDateFormat(code);
  const tokens = isDate ? [] : tokensOf(code);
  const isPlain = !isDate && (/^\s*(?:\[[^\]]*\])*(?:general|standard)?\s*$/iu.test(code) || code.includes('@') || tokens === null || !tokens.some(({ kind }) => kind === 'digit'));
  return { code, tokens: tokens ?? [], condition: condition === null ? null : { operator: condition[1] ?? '', value: Number(condition[2]) }, isDate, isPlain };
}

/** null: something in it is not printed here. */
function tokensOf(code: string): readonly Token[] | null {
  const tokens: Token[] = [];
  for (const [piece] of code.matchAll(/"[^"]*"?|\\[^]?|_[^]?|\*[^]?|\[[^\]]*\]?|[eE][+-]|general|[^]/giu)) {
    const [first = ''] = piece;
    if (piece === '0' || piece === '#' || piece === '?') tokens.push({ kind: 'digit', letter: piece });
    else if (piece === '.') tokens.push({ kind: 'point' });
    else if (piece === ',') tokens.push({ kind: 'comma' });
    else if (piece === '%') tokens.push({ kind: 'percent' });
    else if (/^[eE][+-]$/u.test(piece)) tokens.push({ kind: 'exponent', hasPlus: piece.endsWith('+') });
    else if (piece === '/' || /^general$/iu.test(piece)) return null;
    else if (first === '"') tokens.push({ kind: 'literal', text: piece.replaceAll('"', '') });
    else if (first === '\\') tokens.push({ kind: 'literal', text: piece.slice(1) });
    else if (first === '_') tokens.push({ kind: 'literal', text: ' ' });
    else if (first === '[') {
      const currency = /^\[\$([^\]-]*)/u.exec(piece)?.[1];
      if (currency !== undefined && currency !== '') tokens.push({ kind: 'literal', text: currency });
    } else if (first !== '*') tokens.push({ kind: 'literal', text: piece });
  }
  return tokens;
}

/** `hasSign`: a negative number under this section carries its own minus. */
function sectionFor(sections: readonly Section[], value: number): { readonly section: Section; readonly hasSign: boolean } | null {
  const numeric = sections.slice(0, 3);
  if (numeric.some(({ condition }) => condition !== null)) {
    const section = numeric.find(({ condition }) => condition === null || holds(condition, value)) ?? null;
    return section === null ? null : { section, hasSign: true };
  }
  const [first, second, third] = numeric;
  if (first === undefined) return null;
  if (value < 0 && second !== undefined) return { section: second, hasSign: false };
  if (value === 0 && third !== undefined) return { section: third, hasSign: false };
  return { section: first, hasSign: true };
}

function holds({ operator, value: limit }: NonNullable<Section['condition']>, value: number): boolean {
  switch (operator) {
    case '<': return value < limit;
    case '<=': return value <= limit;
    case '>': return value > limit;
    case '>=': return value >= limit;
    case '=': return value === limit;
    default: return value !== limit;
  }
}

function digitsBy({ tokens }: Section, decimal: Decimal, hasSign: boolean): PrintedNumber {
  const exponentAt = tokens.findIndex(({ kind }) => kind === 'exponent');
  const mantissa = exponentAt === -1 ? tokens : tokens.slice(0, exponentAt);
  const pointAt = mantissa.findIndex(({ kind }) => kind === 'point');
  const whole = pointAt === -1 ? mantissa : mantissa.slice(0, pointAt);
  const places = (pointAt === -1 ? [] : mantissa.slice(pointAt)).filter(({ kind }) => kind === 'digit').length;
  const wholePlaces = whole.filter(({ kind }) => kind === 'digit').length;
  const lastDigit = whole.findLastIndex(({ kind }) => kind === 'digit');
  const firstDigit = whole.findIndex(({ kind }) => kind === 'digit');
  // Commas behind the last digit, before the point or at the end, each divide by a thousand.
  const lastOfAll = mantissa.findLastIndex(({ kind }) => kind === 'digit');
  const commasAfter = (from: number): number => mantissa.slice(from + 1).findIndex(({ kind }) => kind !== 'comma');
  const scaledDown = [...new Set([lastDigit, lastOfAll])].reduce((sum, at) => sum + (at === -1 ? 0 : commasAfter(at) === -1 ? mantissa.length - at - 1 : commasAfter(at)), 0);
  const isGrouped = whole.some(({ kind }, index) => kind === 'comma' && index > firstDigit && index < lastDigit);
  const percents = tokens.filter(({ kind }) => kind === 'percent').length;

  const shifted = shiftedDecimal(decimal, percents * 2 - scaledDown * 3);
  const power = exponentAt === -1 ? 0 : exponentFor(shifted, Math.max(1, wholePlaces), places);
  const { digits, point, wasExact } = roundedDecimal(shiftedDecimal(shifted, -power), places);
  const isZero = /^0*$/u.test(digits);
  const wholeDigits = digits.slice(0, point).replace(/^0+/u, '');
  let text = decimal.isNegative && hasSign && !isZero ? '-' : '';

  let placesLeft = wholePlaces;
  for (const token of whole) {
    if (token.kind === 'literal') text += token.text;
    if (token.kind === 'percent') text += '%';
    if (token.kind !== 'digit') continue;
    const from = placesLeft === wholePlaces ? 0 : Math.max(0, wholeDigits.length - placesLeft);
    const to = Math.max(0, wholeDigits.length - placesLeft + 1);
    const filled = wholeDigits.slice(from, to);
    text += grouped(filled === '' ? emptyPlace(token.letter) : filled, placesLeft - 1, isGrouped);
    placesLeft -= 1;
  }
  if (wholePlaces === 0 && wholeDigits !== '') text += wholeDigits;
  text += fractionBy(pointAt === -1 ? [] : mantissa.slice(pointAt + 1), digits.slice(point), pointAt !== -1);
  if (exponentAt !== -1) text += exponentText(tokens.slice(exponentAt), power);
  return { text: text.trim(), kind: wasExact ? 'number' : 'rounded' };
}

function emptyPlace(letter: '0' | '#' | '?'): string {
  return letter === '0' ? '0' : letter === '?' ? ' ' : '';
}

/** `lowest`: the power of ten of the last of these digits. */
function grouped(digits: string, lowest: number, isGrouped: boolean): string {
  if (!isGrouped || digits.trim() === '') return digits;
  return [...digits].map((digit, index) => {
    const power = lowest + digits.length - 1 - index;
    return power > 0 && power % 3 === 0 ? `${digit},` : digit;
  }).join('');
}

function fractionBy(tokens: readonly Token[], digits: string, hasPoint: boolean): string {
  const shown = digits.replace(/0+$/u, '').length;
  let place = 0;
  let text = hasPoint ? '.' : '';
  for (const token of tokens) {
    if (token.kind === 'literal') text += token.text;
    else if (token.kind === 'percent') text += '%';
    else if (token.kind === 'digit') {
      text += token.letter === '0' || place < shown ? (digits[place] ?? '0') : emptyPlace(token.letter);
      place += 1;
    }
  }
  return text;
}

/** The power of ten that leaves as many digits before the point as there are places, after rounding. */
function exponentFor(decimal: Decimal, wholePlaces: number, places: number): number {
  if (/^0*$/u.test(decimal.digits)) return 0;
  const leading = decimal.point - 1 - (/^0*/u.exec(decimal.digits)?.[0].length ?? 0);
  const power = wholePlaces === 1 ? leading : Math.floor(leading / wholePlaces) * wholePlaces;
  const { digits, point } = roundedDecimal(shiftedDecimal(decimal, -power), places);
  return digits.slice(0, point).replace(/^0+/u, '').length > wholePlaces ? power + wholePlaces : power;
}

function exponentText(tokens: readonly Token[], power: number): string {
  const [exponent, ...rest] = tokens;
  const places = rest.filter(({ kind }) => kind === 'digit').length;
  const sign = power < 0 ? '-' : exponent?.kind === 'exponent' && exponent.hasPlus ? '+' : '';
  const after = rest.flatMap((token) => (token.kind === 'literal' ? [token.text] : token.kind === 'percent' ? ['%'] : [])).join('');
  return `E${sign}${String(Math.abs(power)).padStart(places, '0')}${after}`;
}
