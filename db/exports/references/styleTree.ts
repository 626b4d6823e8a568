// Owns the XML of styles and locales: saxen reads it into the plain tree that citeproc takes, so that its own parser, which
// is made of regular expressions, never sees a curator's file. Pure. Refuses a document type (nothing expands, nothing is
// fetched), broken or truncated XML, unknown entities, and words that are names of every JavaScript object: citeproc keeps
// macros and terms under their names.
import { Parser } from 'saxen';

/** Why a style can't be used, in a sentence for a curator. */
export class StyleError extends Error {}

export interface StyleNode {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly (StyleNode | string)[];
}
interface OpenNode { readonly name: string; readonly attrs: Readonly<Record<string, string>>; readonly children: (StyleNode | string)[]; text: string }

const deepest = 80;
const mostNodes = 50_000;
const objectWords: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', ...Object.getOwnPropertyNames(Object.prototype)]);

export function styleTree(xml: string): StyleNode {
  const text = xml.replace(/^\uFEFF/u, '');
  if (!/^\s*</u.test(text)) throw new StyleError('This is not XML, so it is no citation style. A style is a .csl file.');
  const top: OpenNode = { name: '', attrs: {}, children: [], text: '' };
  const stack: OpenNode[] = [top];
  let nodes = 0;
  // saxen goes on after a handler has thrown; the first problem is kept, and what follows is not looked at.
  const problems: string[] = [];
  const say = (problem: string): void => { problems.push(problem); };
  const parser = new Parser();
  parser.on('openTag', (name, attributesOf) => {
    if (problems.length > 0) return;
    nodes += 1;
    if (stack.length > deepest || nodes > mostNodes) return say('it is deeper or larger than any style');
    const node: OpenNode = { name, attrs: attributesIn(attributesOf() || {}, say), children: [], text: '' };
    stack.push(node);
  });
  parser.on('closeTag', () => {
    if (problems.length > 0) return;
    const node = stack.pop();
    if (node !== undefined) stack.at(-1)?.children.push(closedNode(node));
  });
  const addText = (value: string): void => {
    const node = stack.at(-1);
    if (node !== undefined) node.text += value;
  };
  parser.on('text', (value) => addText(decoded(value, say)));
  parser.on('cdata', addText);
  parser.on('attention', () => say('it has a document type (<!DOCTYPE …>), which no style has and which can do harm'));
  parser.on('error', (problem) => say(problem.message));
  parser.parse(text);
  const [root] = top.children;
  const [first] = problems;
  if (first !== undefined) throw new StyleError(`The XML of this file can't be read: ${first.slice(0, 200)}.`);
  if (typeof root !== 'object' || stack.length !== 1) throw new StyleError('The XML of this file ends before it is whole. Get the style again.');
  return root;
}

/** citeproc wants an empty text where a term is empty; elsewhere only the innermost elements have text. */
function closedNode({ name, attrs, children, text }: OpenNode): StyleNode {
  const line = text.replaceAll(/\s*[\r\n]+\s*/gu, ' ');
  if (children.length > 0 || (line.trim() === '' && !['term', 'single', 'multiple'].includes(name))) return { name, attrs, children };
  return { name, attrs, children: [line] };
}

function attributesIn(stated: Readonly<Record<string, string>>, say: (problem: string) => void): Readonly<Record<string, string>> {
  const attributes: [string, string][] = [];
  for (const [key, value] of Object.entries(stated)) {
    const plain = decoded(value, say);
    if (objectWords.has(key) || objectWords.has(plain.trim())) say(`it uses the word “${objectWords.has(key) ? key : plain.trim()}”, which no style needs`);
    else attributes.push([key, plain]);
  }
  return Object.fromEntries(attributes);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string, say: (problem: string) => void): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,8})|#x([0-9a-f]{1,7})|([^;&\s]{1,40}));/giu, (whole: string, decimal?: string, hex?: string, name?: string) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : null;
    if (code !== null) return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
    const known = name !== undefined && Object.hasOwn(entities, name) ? entities[name] : undefined;
    if (known === undefined) say(`it uses the entity ${whole}, which XML does not know`);
    return known ?? '';
  });
}

export function nodesIn(node: StyleNode, name: string): readonly StyleNode[] {
  return node.children.filter((child) => typeof child === 'object').filter((child) => child.name === name);
}

export function innerText(node: StyleNode | undefined): string {
  return (node?.children ?? []).map((child) => (typeof child === 'string' ? child : innerText(child))).join('').trim();
}
