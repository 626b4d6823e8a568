// Owns how what a study's CSL-JSON says beyond the study's own columns reads in one line: type, authors, volume, issue,
// pages, abstract. Pure. Refuses to guess: what is no CSL-JSON is given as it stands.

/** "Authors: Osei A; Novák R. Volume: 12. Pages: 34–40."; empty where nothing of it is said. */
export function referenceText(csl: string): string {
  const item = parsed(csl);
  const authors = fieldOf(item, 'author') ?? [];
  if (!isRecord(item) || !Array.isArray(authors)) return csl;
  const type = textOf(item, 'type');
  const parts: readonly (readonly [string, string])[] = [
    // An article is what most are.
    ['Type', textOf(item, 'genre') || (type === 'article-journal' ? '' : type)],
    ['Authors', authors.map(nameText).filter((name) => name !== '').join('; ')],
    ['Volume', textOf(item, 'volume')], ['Issue', textOf(item, 'issue')], ['Pages', textOf(item, 'page')], ['Abstract', textOf(item, 'abstract')],
  ];
  return parts.flatMap(([name, text]) => (text === '' ? [] : [`${name}: ${text.replace(/\.$/u, '')}.`])).join(' ');
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
