// Owns what a .csl file says of itself, and whether it can be used: an independent CSL 1.0 style with a bibliography, whose
// macros end. Pure. Refuses every other file with a sentence that says what it is instead.
// The specification: https://docs.citationstyles.org/en/stable/specification.html
import { innerText, nodesIn, StyleError, styleTree, type StyleNode } from './styleTree';

export interface CitationStyle {
  /** "apa": the last part of the style's own id. */
  readonly styleId: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly updated: string;
  readonly rights: string;
  /** Whether the entries of its lists begin with their number. */
  readonly isNumbered: boolean;
  readonly tree: StyleNode;
}

export const mostStyleBytes = 1_000_000;
/** The largest of some 2,500 styles comes to a tenth of it. */
const mostExpandedNodes = 200_000;

export function readStyle(text: string): CitationStyle {
  if (text.length > mostStyleBytes) throw new StyleError('This file is larger than a megabyte. Styles are a hundredth of that; choose the .csl file itself.');
  const tree = styleTree(text);
  if (tree.name === 'locale') throw new StyleError('This is a CSL locale: the words of a language, not a style. Choose a style.');
  if (tree.name !== 'style') throw new StyleError(`This XML is no citation style: it begins with <${tree.name.slice(0, 60)}>, and a style with <style>.`);
  const version = tree.attrs['version'] ?? '';
  if (/mlz/iu.test(version)) throw new StyleError(`This style is written in CSL-M (version ${version.slice(0, 20)}), for lawyers' citations, which can't be used here. Choose a style in CSL 1.0.`);
  if (!/^1\.0(?:\.\d+)?$/u.test(version)) throw new StyleError(version === '' ? 'This style does not say which version of CSL it is written in; it may be of the time before 1.0. Choose a style in CSL 1.0.' : `This style is written in CSL ${version.slice(0, 20)}. Choose one in CSL 1.0.`);
  const [info] = nodesIn(tree, 'info');
  if (info === undefined) throw new StyleError('This style has no <info>: neither title nor authors are known. Get the style again.');
  const parent = nodesIn(info, 'link').find(({ attrs }) => attrs['rel'] === 'independent-parent')?.attrs['href'];
  const title = innerText(nodesIn(info, 'title')[0]).slice(0, 300);
  if (parent !== undefined) throw new StyleError(`“${title}” only says that it is the same as the style “${lastPart(parent)}”. Choose the file of that style.`);
  const [bibliography] = nodesIn(tree, 'bibliography');
  if (bibliography === undefined) throw new StyleError(`“${title}” has no bibliography: it is made for notes alone, and gives no reference list.`);
  if (nodesIn(tree, 'citation').length === 0) throw new StyleError(`“${title}” has no citation part, which every style has. Get the style again.`);
  if (nodesIn(bibliography, 'layout').length === 0) throw new StyleError(`The bibliography of “${title}” has no layout. Get the style again.`);
  const macros = macrosOf(tree, title);
  const styleId = lastPart(innerText(nodesIn(info, 'id')[0])) || lastPart(title);
  if (styleId === '' || title === '') throw new StyleError('This style has neither id nor title. Get the style again.');
  return {
    styleId, title, tree,
    authors: nodesIn(info, 'author').map((author) => innerText(nodesIn(author, 'name')[0]).slice(0, 200)),
    updated: innerText(nodesIn(info, 'updated')[0]).slice(0, 40), rights: innerText(nodesIn(info, 'rights')[0]).slice(0, 500),
    isNumbered: usesNumber(nodesIn(bibliography, 'layout'), macros, new Set()),
  };
}

/** "http://www.zotero.org/styles/nature" → "nature". */
function lastPart(id: string): string {
  return (id.split(/[/#?]/u).findLast((part) => part !== '') ?? '').toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '').slice(0, 100).replace(/-+$/u, '');
}

type Macros = ReadonlyMap<string, StyleNode>;

/** citeproc writes macros out where they are called: those that call themselves, or double at each step, would never end. */
function macrosOf(tree: StyleNode, title: string): Macros {
  const macros = new Map(nodesIn(tree, 'macro').map((macro) => [macro.attrs['name'] ?? '', macro]));
  const sizes = new Map<string, number>();
  const open = new Set<string>();
  const macroSize = (name: string): number => {
    const known = sizes.get(name);
    if (known !== undefined) return known;
    const macro = macros.get(name);
    if (macro === undefined) throw new StyleError(`“${title}” calls the macro “${name.slice(0, 100)}”, which it does not have. Get the style again.`);
    if (open.has(name)) throw new StyleError(`The macro “${name.slice(0, 100)}” of “${title}” calls itself, so that it never ends.`);
    open.add(name);
    const size = nodeSize(macro);
    open.delete(name);
    sizes.set(name, size);
    return size;
  };
  const nodeSize = (node: StyleNode): number => {
    const called = node.attrs['macro'];
    let size = 1 + (called === undefined ? 0 : macroSize(called));
    for (const child of node.children) if (typeof child === 'object') size += nodeSize(child);
    return size;
  };
  const whole = ['citation', 'bibliography'].flatMap((name) => nodesIn(tree, name)).reduce((size, node) => size + nodeSize(node), 0);
  if (whole > mostExpandedNodes) throw new StyleError(`The macros of “${title}” call each other so often that the style would never end.`);
  return macros;
}

function usesNumber(nodes: readonly (StyleNode | string)[], macros: Macros, seen: Set<string>): boolean {
  return nodes.some((node) => {
    if (typeof node === 'string') return false;
    if (node.attrs['variable'] === 'citation-number') return true;
    const called = node.attrs['macro'];
    const macro = called === undefined || seen.has(called) ? undefined : macros.get(called);
    if (called !== undefined) seen.add(called);
    return usesNumber(node.children, macros, seen) || (macro !== undefined && usesNumber(macro.children, macros, seen));
  });
}
