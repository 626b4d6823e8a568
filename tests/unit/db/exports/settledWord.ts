// Owns what a reader of Word does with tracked changes, for tests: accepting all or rejecting all of them, on the XML itself
// and by the rules of ECMA-376 (17.13.5); and reading cells and paragraphs. Strict: markup that Word would stumble over throws.
import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

function refuse(message: unknown): never {
  throw new Error(String(message));
}

/** Any complaint of the parser is a failure. */
export function parsedXml(xml: string): Document {
  return new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(xml, 'text/xml');
}

export function documentXmlOf(docx: Uint8Array): string {
  return strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
}

export function all(from: Document | Element, name: string): readonly Element[] {
  return Array.from(from.getElementsByTagName(name));
}

function childOf(element: Element | undefined, name: string): Element | undefined {
  return Array.from(element?.childNodes ?? []).find((node): node is Element => node.nodeName === name);
}

const choices = { accept: { gone: 'w:del', kept: 'w:ins' }, reject: { gone: 'w:ins', kept: 'w:del' } } as const;

/** The document once every change is accepted, or every one rejected. */
export function settled(xml: string, choice: keyof typeof choices): Document {
  const document = parsedXml(xml);
  const { gone, kept } = choices[choice];
  requireWordsMarkup(document);
  for (const row of all(document, 'w:tr')) {
    const properties = childOf(row, 'w:trPr');
    if (childOf(properties, gone) !== undefined) row.parentNode?.removeChild(row);
    else unmark(properties, kept);
  }
  for (const paragraph of all(document, 'w:p')) {
    const marks = childOf(childOf(paragraph, 'w:pPr'), 'w:rPr');
    const isGone = childOf(marks, gone) !== undefined;
    unmark(marks, kept);
    for (const node of Array.from(paragraph.childNodes)) {
      if (node.nodeName === gone) paragraph.removeChild(node);
      if (node.nodeName === kept) {
        for (const run of Array.from(node.childNodes)) paragraph.insertBefore(run, node);
        paragraph.removeChild(node);
      }
    }
    if (isGone) intoNext(paragraph);
  }
  for (const [deleted, name] of [['w:delText', 'w:t'], ['w:delInstrText', 'w:instrText']] as const) {
    for (const element of all(document, deleted)) {
      const restored = document.createElement(name);
      for (const node of Array.from(element.childNodes)) restored.appendChild(node);
      element.parentNode?.replaceChild(restored, element);
    }
  }
  if (all(document, 'w:ins').length + all(document, 'w:del').length > 0) throw new Error('A change was neither accepted nor rejected.');
  return document;
}

/** A paragraph whose mark goes is joined with the one that follows. */
function intoNext(paragraph: Element): void {
  const next = paragraph.nextSibling;
  const runs = Array.from(paragraph.childNodes).filter(({ nodeName }) => nodeName !== 'w:pPr');
  const isCaption = next?.nodeName === 'w:tbl' && runs.length === 0;
  if (next?.nodeName !== 'w:p' && !isCaption) throw new Error(`Nothing follows the paragraph “${paragraph.textContent ?? ''}” whose mark goes.`);
  const first = next?.firstChild?.nodeName === 'w:pPr' ? next.firstChild.nextSibling : next?.firstChild ?? null;
  for (const run of runs) next?.insertBefore(run, first);
  paragraph.parentNode?.removeChild(paragraph);
}

function unmark(from: Element | undefined, name: string): void {
  const mark = childOf(from, name);
  if (mark !== undefined) from?.removeChild(mark);
}

function requireWordsMarkup(document: Document): void {
  const revisions = Array.from(document.getElementsByTagName('*')).filter(({ nodeName }) => nodeName === 'w:ins' || nodeName === 'w:del');
  const ids = revisions.map((element) => Number(element.getAttribute('w:id')));
  if (ids.some((id, index) => !(id > (ids[index - 1] ?? 0)))) throw new Error(`Ids do not ascend: ${ids.join(' ')}`);
  for (const element of revisions) {
    if ((element.getAttribute('w:author') ?? '') === '' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(element.getAttribute('w:date') ?? '')) throw new Error('A revision without author or date.');
    const parent = element.parentNode?.nodeName;
    const isAround = parent === 'w:p';
    if (isAround === (element.childNodes.length === 0) || !['w:p', 'w:trPr', 'w:rPr'].includes(parent ?? '')) throw new Error(`${element.nodeName} in ${parent ?? 'nothing'}`);
  }
  for (const name of ['w:t', 'w:instrText', 'w:delText', 'w:delInstrText']) {
    for (const text of all(document, name)) {
      if ((text.parentNode?.parentNode?.nodeName === 'w:del') !== name.startsWith('w:del')) throw new Error(`${name} “${text.textContent ?? ''}” in ${text.parentNode?.parentNode?.nodeName ?? ''}`);
    }
  }
  for (const row of all(document, 'w:tr')) for (const kind of ['w:ins', 'w:del'] as const) {
    if (childOf(childOf(row, 'w:trPr'), kind) === undefined) continue;
    const bare = all(row, 'w:r').filter((run) => run.parentNode?.nodeName !== kind).length + all(row, 'w:p').filter((paragraph) => childOf(childOf(childOf(paragraph, 'w:pPr'), 'w:rPr'), kind) === undefined).length;
    if (bare > 0) throw new Error('A row that came or went with a run or a paragraph that did not.');
  }
}

/** The text of runs, with Word's breaks and tabs as characters; raised letters in braces, those of neighbours in one pair. */
export function wordText(from: Element): string {
  return all(from, 'w:r').map((run) => {
    const text = Array.from(run.childNodes).map((node) => (node.nodeName === 'w:t' ? node.textContent ?? '' : node.nodeName === 'w:br' ? '\n' : node.nodeName === 'w:tab' ? '\t' : '')).join('');
    return all(run, 'w:vertAlign').length > 0 ? `{${text}}` : text;
  }).join('').replaceAll('}{', '');
}

/** Below the table: of each paragraph its style, and its text with the letters that it is set in; neighbours in the same ones as one. */
export function lettersBelow(document: Document): readonly string[] {
  const nodes = Array.from(all(document, 'w:body')[0]?.childNodes ?? []).filter((node): node is Element => node.nodeName === 'w:p' || node.nodeName === 'w:tbl');
  return nodes.slice(nodes.findIndex(({ nodeName }) => nodeName === 'w:tbl') + 1).map((paragraph) => {
    const runs = all(paragraph, 'w:r').map((run) => ({ text: run.textContent ?? '', letters: Array.from(all(run, 'w:rPr')[0]?.childNodes ?? [], (node) => `${node.nodeName}${(node as Element).getAttribute('w:val') ?? ''}`).join(' ') }));
    const words = runs.map(({ text, letters }, index) => (letters === runs[index - 1]?.letters ? text : `{${letters}}${text}`)).join('');
    return `${all(paragraph, 'w:pStyle')[0]?.getAttribute('w:val') ?? ''}: ${words}`;
  });
}

export function cellTexts(document: Document): readonly (readonly string[])[] {
  return all(document, 'w:tr').map((row) => all(row, 'w:tc').map(wordText));
}

/** Above the table, and below it. */
export function paragraphsOf(document: Document): { readonly above: readonly string[]; readonly below: readonly string[] } {
  const nodes = Array.from(all(document, 'w:body')[0]?.childNodes ?? []).filter((node): node is Element => node.nodeName === 'w:p' || node.nodeName === 'w:tbl');
  const table = nodes.findIndex(({ nodeName }) => nodeName === 'w:tbl');
  return { above: nodes.slice(0, table).map(wordText), below: nodes.slice(table + 1).map(wordText) };
}
