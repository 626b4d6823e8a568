// Owns cutting a JSON list into the source texts of its elements, with lines. Refuses to judge them: a broken element
// is cut at the bracket that closes it and left to the reader's own JSON.parse.
import { lineCounter } from './fieldText';

export interface JsonElement {
  readonly source: string;
  /** 1-based. */
  readonly line: number;
}

/** The elements of the outermost list, or of `"items": […]`, or the one object itself. `isWhole` is false when the text stops before the list does. */
export function jsonElements(text: string): { readonly elements: readonly JsonElement[]; readonly isWhole: boolean } {
  const start = listStart(text);
  if (start === null) return { elements: [{ source: text.trim(), line: lineCounter(text)(text.search(/\S/u)) }], isWhole: true };
  const lineAt = lineCounter(text);
  const elements: JsonElement[] = [];
  let from = start + 1;
  let depth = 0;
  const take = (to: number): void => {
    const source = text.slice(from, to);
    if (source.trim() !== '') elements.push({ source: source.trim(), line: lineAt(from + source.search(/\S/u)) });
    from = to + 1;
  };
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') at = stringEnd(text, at);
    else if (letter === '{' || letter === '[') depth += 1;
    else if (depth === 0 && letter === ']') {
      take(at);
      return { elements, isWhole: true };
    } else if (letter === '}' || letter === ']') depth = Math.max(0, depth - 1);
    else if (letter === ',' && depth === 0) take(at);
  }
  take(text.length);
  return { elements, isWhole: false };
}

// Where the list opens; null when the text is one object that is not a wrapper.
function listStart(text: string): number | null {
  const first = text.search(/\S/u);
  if (text.charAt(first) === '[') return first;
  const wrapper = /^\s*\{(?:\s*"[^"\\]{1,40}"\s*:\s*(?:"[^"\\]{0,200}"|\d{1,20}|true|false|null)\s*,){0,10}\s*"(?:items|references)"\s*:\s*\[/u.exec(text);
  return wrapper === null ? null : wrapper[0].length - 1;
}

function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === '"') return at;
  }
  return text.length;
}
