// Owns how what a study's CSL-JSON says beyond the study's own columns reads in one line: type, authors, volume, issue,
// pages, abstract, and what books and web pages state. Pure. Refuses to guess: what is no CSL-JSON is given as it stands.

/** "Authors: Osei A; Novák R. Volume: 12. Pages: 34–40."; empty where nothing of it is said. */
export function referenceText(csl: string): string {
  const item = parsed(csl);
  const authors = fieldOf(item, 'author') ?? [];
  if (!isRecord(item) || !Array.isArray(authors)) return csl;
  const type = textOf(item, 'type');
  const parts: readonly (readonly [string, string])[] = [
    // An article is what most are.
    ['Type', textOf(item, 'genre') || (type === 'article-journal' ? '' : type)],
    ['Authors', namesText(authors)], ['Editors', namesText(fieldOf(item, 'editor'))], ['Date', dateText(fieldOf(item, 'issued'))],
    ['Volume', textOf(item, 'volume')], ['Issue', textOf(item, 'issue')], ['Pages', textOf(item, 'page')],
    ...furtherNames.map(([key, name]) => [name, textOf(item, key)] as const), ['Accessed', dateText(fieldOf(item, 'accessed'))],
    ['Abstract', textOf(item, 'abstract')],
  ];
  return parts.flatMap(([name, text]) => (text === '' ? [] : [`${name}: ${text.replace(/\.$/u, '')}.`])).join(' ');
}

const furtherNames = [
  ['number', 'Number'], ['container-title-short', 'Abbreviated journal'], ['edition', 'Edition'], ['collection-title', 'Series'], ['publisher', 'Publisher'], ['publisher-place', 'Place'],
  ['event-title', 'Conference'], ['event-place', 'Place of the conference'], ['URL', 'Address'],
] as const;

function namesText(names: unknown): string {
  return Array.isArray(names) ? names.map(nameText).filter((name) => name !== '').join('; ') : '';
}

/** "2021-03-05"; nothing of a year alone, which is a cell. */
function dateText(date: unknown): string {
  const all = fieldOf(date, 'date-parts');
  const parts: unknown = Array.isArray(all) ? all[0] : null;
  return Array.isArray(parts) && parts.length > 1 ? parts.map((part: unknown) => String(part).padStart(2, '0')).join('-') : '';
}

function nameText(name: unknown): string {
  return textOf(name, 'literal') || ['family', 'given', 'suffix'].map((part) => textOf(name, part)).filter((part) => part !== '').join(' ');
}

function textOf(value: unknown, key: string): string {
  const text = fieldOf(value, key);
  return typeof text === 'string' ? text : typeof text === 'number' ? String(text) : '';
}

function fieldOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(csl: string): unknown {
  try {
    return JSON.parse(csl);
  } catch {
    return null;
  }
}
