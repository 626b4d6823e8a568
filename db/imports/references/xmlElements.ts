// Owns XML as reference exports use it: refusing what could harm, cutting a text into the elements that are references,
// and each of them as a small tree. saxen parses; it knows no DTD, so that nothing is fetched and nothing expands. Around
// it: letters beyond U+FFFF as numeric references (saxen makes a wrong letter of them), and one parser per reference, so
// that a broken one spoils only itself. Refuses a DOCTYPE that declares anything; one that only names a DTD is passed over.
import { Parser } from 'saxen';
import { inScript, lineCounter, spoken } from './fieldText';
import type { FoundProblem } from './types';

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

/** Why this text is not read; null when it may be. */
export function xmlRefusal(text: string): string | null {
  const root = /<[a-z_]/iu.exec(text);
  const head = text.slice(0, root?.index ?? 100_000);
  const start = head.search(/<!DOCTYPE/iu);
  if (start === -1) return null;
  const declared = text.slice(start, start + 5_000).replaceAll(/"[^"]*"|'[^']*'/gu, '');
  if (/[[>]/u.exec(declared)?.[0] === '>') return null;
  return 'The file declares entities or elements of its own (<!DOCTYPE … [ … ]>). Reference exports have no such declarations, and they can do harm. Nothing was read; export the references again.';
}

export interface XmlPiece {
  /** Where it ends. */
  readonly at: number;
  readonly source: string;
  readonly line: number;
  readonly isWhole: boolean;
}

/** Every element of these names, outside comments and CDATA; one that is not closed ends where the next begins. */
export function* xmlPieces(text: string, names: readonly string[]): Generator<XmlPiece, void> {
  const lineAt = lineCounter(text);
  const mark = new RegExp(`<!--|<!\\[CDATA\\[|<(/?)(${names.join('|')})(?=[\\s/>])[^<>]*>`, 'gu');
  const passed = new Map([['<!--', '-->'], ['<![CDATA[', ']]>']]);
  let open: { readonly from: number; readonly name: string } | null = null;
  const piece = (from: number, to: number, isWhole: boolean): XmlPiece => ({ at: to, source: text.slice(from, to).trimEnd(), line: lineAt(from), isWhole });
  for (;;) {
    const found = mark.exec(text);
    if (found === null) break;
    const closer = passed.get(found[0]);
    if (closer !== undefined) {
      const end = text.indexOf(closer, mark.lastIndex);
      // One that is never closed is looked for once.
      if (end === -1) passed.delete(found[0]);
      else mark.lastIndex = end + closer.length;
      continue;
    }
    const [tag, slash = '', name = ''] = found;
    if (slash === '/') {
      if (open?.name !== name) continue;
      yield piece(open.from, mark.lastIndex, true);
      open = null;
      continue;
    }
    if (open !== null) yield piece(open.from, found.index, false);
    open = tag.endsWith('/>') ? null : { from: found.index, name };
    if (open === null) yield piece(found.index, mark.lastIndex, true);
  }
  if (open !== null) yield piece(open.from, text.length, false);
}

const deepest = 60;
interface OpenNode { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: (XmlNode | string)[] }

/** The tree of one piece, as far as it can be read; what is wrong with it goes to `problems`. */
export function xmlTree({ source, line, isWhole }: XmlPiece, problems: FoundProblem[]): XmlNode {
  const top: OpenNode = { name: '', attributes: {}, children: [] };
  const stack: OpenNode[] = [top];
  let depth = 0;
  const unknownEntities = new Set<string>();
  const decode = (text: string): string => withoutEntities(text, unknownEntities);
  const parser = new Parser();
  parser.on('openTag', (name, attributesOf) => {
    depth += 1;
    if (depth > deepest) return;
    const stated = Object.entries(attributesOf() || {}).map(([key, value]) => [key, decode(value)] as const);
    const node: OpenNode = { name, attributes: Object.fromEntries(stated), children: [] };
    stack.at(-1)?.children.push(node);
    stack.push(node);
  });
  parser.on('closeTag', () => {
    if (depth <= deepest) stack.pop();
    depth -= 1;
  });
  parser.on('text', (text) => { stack.at(-1)?.children.push(decode(text)); });
  parser.on('cdata', (text) => { stack.at(-1)?.children.push(text); });
  parser.on('attention', () => { problems.push({ line, message: 'A declaration (<!…>) inside the reference was left out' }); });
  parser.on('error', (problem) => { if (isWhole) problems.push({ line, message: `The XML of this reference is broken (${problem.message}); what stands before that was read` }); });
  parser.parse(source);
  if (!isWhole) problems.push({ line, message: 'The reference is not closed; the file may be cut short' });
  if (unknownEntities.size > 0) problems.push({ line, message: `Not known, and left as they stand: ${[...unknownEntities].slice(0, 5).join(' ')}` });
  const [root] = top.children;
  return typeof root === 'object' ? root : top;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function withoutEntities(text: string, unknown: Set<string>): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,8})|#x([0-9a-f]{1,7})|([a-z][a-z0-9]{0,30}));/giu, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) {
      const known = Object.hasOwn(entities, name) ? entities[name] : undefined;
      if (known === undefined && unknown.size < 100) unknown.add(whole);
      return known ?? whole;
    }
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

export function childrenOf(node: XmlNode | null, name: string): readonly XmlNode[] {
  return (node?.children ?? []).filter((child) => typeof child === 'object').filter((child) => child.name === name);
}

/** The first node along these names. */
export function nodeAt(node: XmlNode | null, ...path: readonly string[]): XmlNode | null {
  let at = node;
  for (const name of path) at = childrenOf(at, name)[0] ?? null;
  return at;
}

/** The text of a node with single spaces; raised and lowered digits as Unicode has them. Null when there is none. */
export function textOf(node: XmlNode | null): string | null {
  return node === null ? null : spoken(innerText(node));
}

// Trees are at most `deepest` deep.
function innerText(node: XmlNode): string {
  const inner = node.children.map((child) => (typeof child === 'string' ? child : innerText(child))).join('');
  const face = node.name === 'style' ? node.attributes['face'] : node.name;
  const script = face === 'sup' || face === 'superscript' ? 'sup' : face === 'sub' || face === 'subscript' ? 'sub' : null;
  return script === null ? inner : (inScript(script, inner.trim()) ?? `<${script}>${inner}</${script}>`);
}

/** The texts at the end of this path, of every node that has it. */
export function textsAt(node: XmlNode | null, ...path: readonly string[]): readonly string[] {
  let nodes: readonly XmlNode[] = node === null ? [] : [node];
  for (const name of path) nodes = nodes.flatMap((each) => childrenOf(each, name));
  return nodes.map(textOf).filter((text) => text !== null);
}
