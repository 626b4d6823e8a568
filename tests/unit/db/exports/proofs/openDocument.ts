// Owns reading the cells of a flat OpenDocument file, which LibreOffice writes of whatever it opened: every cell with its
// type, blanks, tabs and line breaks as they are.
import { DOMParser } from '@xmldom/xmldom';

export interface ReadCell {
  readonly text: string;
  /** `string`, `float`, `date`, …; '' in a document that has no types, or for an empty cell. */
  readonly type: string;
  readonly formula: string;
}

/** The cells of a table, the first where none is named by its place, without what repeats to the edge of the sheet. */
export function cellsOf(xml: string, place = 0): readonly (readonly ReadCell[])[] {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const table = document.getElementsByTagName('table:table')[place];
  if (table === undefined) throw new Error(`The document has no table ${place + 1}`);
  return Array.from(table.getElementsByTagName('table:table-row')).flatMap((row) => {
    const cells = Array.from(row.childNodes).filter((node): node is Element => node.nodeName === 'table:table-cell').flatMap((cell) => repeated(readCell(cell), cell, 'table:number-columns-repeated'));
    return repeated(cells, row, 'table:number-rows-repeated');
  });
}

/** The texts, cut to a width: sheets go on in empty cells. */
export function textsOf(xml: string, width: number, place = 0): readonly (readonly string[])[] {
  return cellsOf(xml, place).map((row) => Array.from({ length: width }, (_, column) => row[column]?.text ?? '')).filter((row) => row.some((text) => text !== ''));
}

const mostRepeated = 100;

function repeated<Repeated>(what: Repeated, element: Element, attribute: string): readonly Repeated[] {
  const times = Number(element.getAttribute(attribute) || '1');
  return Array.from({ length: times > mostRepeated ? 1 : times }, () => what);
}

function readCell(cell: Element): ReadCell {
  const paragraphs = Array.from(cell.childNodes).filter((node) => node.nodeName === 'text:p').map(textOf);
  return { text: paragraphs.join('\n'), type: cell.getAttribute('office:value-type') ?? '', formula: cell.getAttribute('table:formula') ?? '' };
}

/** Flat files are indented only between elements that hold no text. */
export function textOf(node: Node): string {
  if (node.nodeName === 'text:s') return ' '.repeat(Number((node as Element).getAttribute('text:c') || '1'));
  if (node.nodeName === 'text:tab') return '\t';
  if (node.nodeName === 'text:line-break') return '\n';
  if (node.nodeName === 'office:annotation') return '';
  return node.nodeType === node.TEXT_NODE ? (node.nodeValue ?? '') : Array.from(node.childNodes).map(textOf).join('');
}
