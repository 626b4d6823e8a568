import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentStyle, documentStyleHash, htmlStyle, htmlStyleHash } from '../../../../db/exports/htmlStyle';
import type { PrintedTable } from '../../../../db/exports/printedTable';
import { bytesOfFile, listed, nastyMatrix, nastyRows, nastyTexts, notesOf, printedFile, printedTable, tableOf, textOf } from './printed';

const html = (table: PrintedTable): Promise<string> => textOf(table, 'html');

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
function decoded(markup: string): string {
  return markup.replaceAll('<br>', '\n').replace(/&([^;]*);/gu, (_, name: string) => named[name] ?? `unknown reference ${name}`);
}

/** Cells by a reader that knows only the elements this page may have; anything else stays in the text and fails. */
function cellsOf(page: string): readonly (readonly string[])[] {
  const rows = [...page.matchAll(/<tr>(.*?)<\/tr>/gsu)].map(([, row = '']) => [...row.matchAll(/<(td|th)(?: scope="(?:col|row)")?>(.*?)<\/\1>/gsu)].map(([, , cell = '']) => decoded(cell.replaceAll(/<span class="name">([^<>]*)<\/span>/gu, '$1'))));
  return rows;
}

const asHtmlHoldsIt = (text: string): string => text
  .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF]|\p{Noncharacter_Code_Point}/gu, '').replace(/\r\n|\r/gu, '\n');

describe('html', () => {
  it('holds the cells of the matrix whatever they are; only what HTML cannot hold is dropped', async () => {
    await fc.assert(fc.asyncProperty(nastyMatrix, async (matrix) => {
      expect(cellsOf(await html(tableOf(matrix)))).toEqual([matrix.headings, ...matrix.rows].map((row) => row.map(asHtmlHoldsIt)));
    }), { numRuns: 200 });
    expect(cellsOf(await html(printedTable(nastyRows))).slice(1)).toEqual(nastyRows.map((row) => row.map(asHtmlHoldsIt)));
  });

  it('has no elements, attributes or addresses but its own, whatever the texts say', async () => {
    const text = '<script src=//x>alert(1)</script><img onerror=x>"\' onload=\'x\' style="x" javascript:x &lt; </td></table></style>';
    const page = await html(printedTable([[text, text, text]], { title: text, name: text, notes: () => [{ mark: text, text }], marksAt: () => text, language: text, columns: [0, 1, 2].map((key) => ({ key: `${key}`, heading: text, widthShare: 1 })) }));
    const body = page.replace(/<style>.*<\/style>/su, '');
    expect(new Set(Array.from(body.matchAll(/<([^>]*)>/gu), ([, tag = '']) => tag.split(' ')[0]))).toEqual(new Set([
      '!doctype', 'html', 'head', 'meta', 'title', '/title', '/head', 'body', 'table', 'caption', '/caption', 'colgroup', 'col', '/colgroup', 'thead', 'tr', 'th', '/th', '/tr', '/thead', 'tbody', 'td', '/td', 'sup', '/sup',
      '/tbody', '/table', 'p', '/p', '/body', '/html',
    ]));
    expect(new Set(Array.from(body.matchAll(/<[^>]* ([a-z-]+)=/gu), ([, attribute]) => attribute))).toEqual(new Set(['lang', 'charset', 'content', 'class', 'scope']));
    expect(page).toContain('<html lang="und">');
  });

  it('sets a list of references under its heading, entries in their own letters and no style but its own', async () => {
    const page = await html(printedTable([], { notes: () => [{ mark: '', text: 'OS.' }, ...listed] }));
    expect(page.slice(page.indexOf('</table>\n') + 9)).toBe(`<p>OS.</p>
<h2>References</h2>
<p class="entry">1. Quill A. Ca<sup>2+</sup> &amp; “<i>RANKL</i> ”. <b><i>J Ex. </i></b><span class="caps">12</span><sub>n</sub>.</p>
</body>
</html>
`);
    expect(page).not.toContain(' style=');
  });

  it('keeps names with hyphens together, and lets other words break', async () => {
    const page = await html(printedTable([['miR-210-3p', '(Wnt/β-catenin), non-small-cell\nNF-κB', '5 - 6 a-b 1<x-2']]));
    const name = (text: string): string => `<span class="name">${text}</span>`;
    expect(page).toContain(`<tr><th scope="row">${name('miR-210-3p')}</th><td>${name('(Wnt/β-catenin),')} non-small-cell<br>${name('NF-κB')}</td><td>5 - 6 a-b ${name('1&lt;x-2')}</td></tr>`);
    expect(cellsOf(page)[1]).toEqual(['miR-210-3p', '(Wnt/β-catenin), non-small-cell\nNF-κB', '5 - 6 a-b 1<x-2']);
  });

  it('allows its one style sheet by hash, and nothing else', async () => {
    const page = await html(printedTable([]));
    const style = /<style>(.*)<\/style>/su.exec(page)?.[1] ?? '';
    expect(style).toBe(htmlStyle);
    expect(htmlStyleHash).toBe(`sha256-${createHash('sha256').update(style).digest('base64')}`);
    expect(page).toContain(`content="default-src 'none'; style-src '${htmlStyleHash}'; base-uri 'none'; form-action 'none'"`);
    expect(style).not.toMatch(/url|@import|expression/iu);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
  });

  it('allows that of a document by a hash of its own', async () => {
    const page = new TextDecoder().decode(await bytesOfFile(printedFile({ factors: printedTable([]) }), 'html'));
    const style = /<style>(.*)<\/style>/su.exec(page)?.[1] ?? '';
    expect(style).toBe(documentStyle);
    expect(page).toContain(`style-src '${documentStyleHash}'; base-uri`);
    expect(documentStyleHash).toBe(`sha256-${createHash('sha256').update(style).digest('base64')}`);
  });

  it('has a caption, a head with scopes, one body, and notes below in order', async () => {
    const notes = [{ mark: '', text: 'OS, overall survival.' }, { mark: 'a', text: 'Disputed.' }];
    const page = await html(printedTable([['one', 'two', 'three']], { notes: () => notes, marksAt: (_, column) => (column === 1 ? 'a' : '') }));
    expect(page).toContain('<caption><b>Table 1.</b> Factors contributing to bone metastasis of NSCLC</caption>');
    expect(page).toContain('<thead>\n<tr><th scope="col">Heading 0</th><th scope="col">Heading 1</th><th scope="col">Heading 2</th></tr>\n</thead>');
    expect(page).toContain('<tr><th scope="row">one</th><td>two<sup>a</sup></td><td>three</td></tr>\n</tbody>\n</table>\n<p>OS, overall survival.</p>\n<p><sup>a</sup> Disputed.</p>\n</body>');
    expect(page).toContain('<html lang="en-US">');
    expect(await html(printedTable([], { title: '' }))).not.toContain('caption>');
  });

  it('prints wide tables in landscape, with the head on each page', async () => {
    expect(await html(printedTable([], { orientation: 'landscape' }))).toContain('<body class="landscape">');
    expect(await html(printedTable([]))).toContain('<body>');
    expect(htmlStyle).toContain('@page wide{size:A4 landscape');
    expect(htmlStyle).toContain('body.landscape{page:wide}');
    expect(htmlStyle).toContain('thead{display:table-header-group');
  });

  it('divides the width by the shares', async () => {
    expect(await html(printedTable([]))).toContain('<colgroup><col class="w17"><col class="w33"><col class="w50"></colgroup>');
    const many = await html(printedTable([], {}, 300));
    expect(many.match(/<col class="w1">/gu)?.length).toBeGreaterThan(200);
  });

  it('keeps the title of a page on one line', async () => {
    expect(await html(printedTable([], { title: 'a\nb' }))).toContain('<title>a b</title>');
    expect(await html(printedTable([], { title: ' ' }))).toContain('<title>Factors</title>');
    for (const title of nastyTexts) expect((await html(printedTable([], { title, notes: notesOf(title) }))).match(/<title>/gu)).toHaveLength(1);
  });
});
