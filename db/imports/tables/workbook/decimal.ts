// Owns numbers as decimal digits, which is what a curator typed and a sheet shows: 0.1 + 0.2 is 0.3 there. Pure. A double
// has 15 digits that can be trusted, so more are dropped; but digits that a file writes out as a whole number are kept,
// as a 19-digit id must be.

/** digits × 10^(point − digits.length): `point` digits stand before the decimal point. */
export interface Decimal { readonly isNegative: boolean; readonly digits: string; readonly point: number }

const trustedDigits = 15;
const longestWhole = 400;

/** null: not a finite number. */
export function decimalOf(raw: string): Decimal | null {
  const text = raw.trim();
  if (/^-?\d+$/u.test(text) && text.length <= longestWhole) {
    const digits = text.replace(/^-/u, '').replace(/^0+(?=\d)/u, '');
    return { isNegative: text.startsWith('-') && digits !== '0', digits, point: digits.length };
  }
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/u.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) return null;
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential(trustedDigits - 1).split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/u, '') || '0';
  return { isNegative: value < 0, digits, point: digits === '0' ? 1 : Number(power) + 1 };
}

export function shiftedDecimal(decimal: Decimal, by: number): Decimal {
  return by === 0 ? decimal : { ...decimal, point: decimal.point + by };
}

/** Zeros on either side until the point lies within the digits. */
function trimmed({ isNegative, digits, point }: Decimal): Decimal {
  if (point > digits.length) return { isNegative, digits: digits.padEnd(point, '0'), point };
  if (point < 1) return { isNegative, digits: '0'.repeat(1 - point) + digits, point: 1 };
  return { isNegative, digits, point };
}

/** To so many places, half away from zero; all of them are there afterwards, and one digit before the point at least. */
export function roundedDecimal(decimal: Decimal, places: number): Pick<Decimal, 'digits' | 'point'> & { readonly wasExact: boolean } {
  const { digits, point } = trimmed(decimal);
  const end = point + places;
  const kept = digits.slice(0, end).padEnd(end, '0');
  const dropped = digits.slice(end);
  const wasExact = /^0*$/u.test(dropped);
  if (dropped === '' || (dropped[0] ?? '0') < '5') return { digits: kept, point, wasExact };
  const up = (BigInt(kept) + 1n).toString().padStart(kept.length, '0');
  return { digits: up, point: point + up.length - kept.length, wasExact };
}

const mostZeros = 9;
const mostWholeDigits = 21;

/** As typed: without exponent as long as that can be read. */
export function plainDecimal(decimal: Decimal): string {
  const { isNegative, digits, point } = trimmed(decimal);
  const sign = isNegative ? '-' : '';
  const leading = /^0*/u.exec(digits)?.[0].length ?? 0;
  if (leading === digits.length) return '0';
  const significant = digits.slice(leading).replace(/0+$/u, '');
  const power = point - leading - 1;
  const isWrittenOut = digits.length === point && digits.length <= longestWhole && decimal.digits.length === digits.length;
  if (!isWrittenOut && (power < -mostZeros || power >= mostWholeDigits)) return `${sign}${significant[0] ?? '0'}${significant.length > 1 ? `.${significant.slice(1)}` : ''}E${power < 0 ? '-' : '+'}${Math.abs(power)}`;
  const whole = digits.slice(0, point).replace(/^0+(?=\d)/u, '');
  const fraction = digits.slice(point).replace(/0+$/u, '');
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
