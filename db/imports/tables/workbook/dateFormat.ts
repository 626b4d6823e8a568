// Owns telling formats of dates and times from formats of numbers, and printing serial dates as ISO 8601: as far as the
// format goes (2021-03 for `mmm-yy`), whole for a day without its year, because the year is there and the names of genes
// are not (SEPT2). Pure. Both date systems (1900 with its leap day that never was, and 1904) are known.
// ECMA-376 part 1, 18.17.4.

const literals = /"[^"]*"?|\\[^]?|_[^]?|\*[^]?|\[(?!h+\]|m+\]|s+\])[^\]]*\]?/giu;

/** Letters of dates outside quotes, and no places of digits but those of fractions of a second. */
export function isDateFormat(code: string): boolean {
  const bare = code.replaceAll(literals, '').replaceAll(/general|standard/giu, '');
  return /[ymdhs]/iu.test(bare.replaceAll(/[eE][+-]/gu, '')) && !/[#?@]|0/u.test(bare.replaceAll(/s\]?\.0+/giu, 's'));
}

const msPerDay = 86_400_000;
const dayOf1899 = Date.UTC(1899, 11, 30);
const dayOf1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31 in the system of 1900. */
const lastSerial = 2_958_466;

/** null: no date has this number. */
export function printedDate(serial: number, code: string, from1904: boolean): string | null {
  if (!(serial >= 0) || serial >= lastSerial) return null;
  const bare = code.replaceAll(literals, '').toLowerCase().replaceAll(/am\/pm|a\/p/gu, '');
  const hasYear = bare.includes('y');
  const hasDay = bare.includes('d');
  const hasTime = /[hs]/u.test(bare);
  const months = hasTime ? bare.replaceAll(/h+\]?[^a-z]*m+|m+\]?[^a-z]*s/gu, '') : bare;
  const hasMonth = months.includes('m') && !/\[m+\]/u.test(bare);
  if (/\[[hms]+\]/u.test(bare)) return elapsed(serial);
  const at = instantOf(serial, from1904);
  const time = clock(serial);
  const isDate = hasYear || hasDay || hasMonth;
  if (!isDate) return time;
  const day = at === null ? '1900-02-29' : new Date(at).toISOString().slice(0, 10);
  if (hasTime) return `${day}T${time}`;
  if (hasYear && !hasDay) return hasMonth ? day.slice(0, 7) : day.slice(0, 4);
  return day;
}

/** Milliseconds; null for the day that Excel alone has. */
function instantOf(serial: number, from1904: boolean): number | null {
  const day = Math.floor(wholeSeconds(serial) / 86_400);
  if (from1904) return dayOf1904 + day * msPerDay;
  if (day === 60) return null;
  return dayOf1899 + (day < 60 ? day + 1 : day) * msPerDay;
}

function wholeSeconds(serial: number): number {
  return Math.round(serial * 86_400);
}

function clock(serial: number): string {
  const seconds = wholeSeconds(serial) % 86_400;
  return new Date(seconds * 1000).toISOString().slice(11, seconds % 60 === 0 ? 16 : 19);
}

function elapsed(serial: number): string {
  const seconds = wholeSeconds(serial);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = seconds % 60;
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}${rest === 0 ? '' : `:${two(rest)}`}`;
}
