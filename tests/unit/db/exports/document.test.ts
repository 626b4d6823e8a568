// Several tables in one file: each as it is by itself, in their order, with what a reader of the format needs to tell them
// apart; streamed, watched and stopped table by table.
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { exportFormats } from '../../../../db/contract/exports';
import type { ExportFormat, PrintedTable } from '../../../../db/exports/printedTable';
import { uniqueSheetNames } from '../../../../db/exports/xlsxParts';
import { bytesOf, bytesOfFile, createSum, notesOf, printedFile, printedTable, textOf } from './printed';
import { readPackage } from './publishedPackage';

const factors = printedTable([['EGFR', 'Up', '[1]'], ['"quoted", 5.0', '=1+1', '']], { notes: () => [{ mark: '', text: 'EGFR, a receptor.' }, { mark: 'a', text: 'Disputed.', cells: [{ row: 0, column: 1 }] }], marksAt: (row, column) => (row === 0 && column === 1 ? 'a' : '') });
const trials = printedTable([['Surgery', '27', '[2]']], { name: 'Trials', title: 'Table 2. Treatment', orientation: 'landscape', notes: notesOf('OS, overall survival.'), columns: ['Treatment', 'Patients', 'Reference'].map((heading) => ({ key: heading.toLowerCase(), heading, widthShare: 1, description: `What ${heading} holds.` })) });
const glossary = printedTable([['OS', 'overall survival', '']], { name: 'Glossary', title: 'Abbreviations' });
const three = printedFile({ factors, trials, glossary });
const textOfFile = async (format: ExportFormat, file = three): Promise<string> => new TextDecoder().decode(await bytesOfFile(file, format));
const partsOf = (bytes: Uint8Array): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]));

describe.each(exportFormats)('a document as %s', (format) => {
  it('is the same bytes for the same tables', async () => {
    expect(await bytesOfFile(three, format)).toEqual(await bytesOfFile(three, format));
  });

  it('reports the rows of each table, in order', async () => {
    const reports: [string | undefined, number][] = [];
    await bytesOfFile(three, format, { onRows: (rows, table) => reports.push([table?.name, rows]) });
    expect(reports).toEqual([['Factors', 2], ['Trials', 1], ['Glossary', 1]]);
  });

  it('stops in the second table within 1,000 rows of a cancel', async () => {
    const stop = new AbortController();
    let rowsRead = 0;
    function* rows(): Generator<readonly string[]> {
      for (; rowsRead < 50_000; rowsRead += 1) {
        if (rowsRead === 3_000) stop.abort();
        yield ['one', 'two', 'three'];
      }
    }
    await expect(bytesOfFile(printedFile({ factors, trials: printedTable(rows()) }), format, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(rowsRead).toBeLessThanOrEqual(4_001);
  });

  it('refuses no tables, and one key for two', async () => {
    await expect(bytesOfFile(printedFile({}), format)).rejects.toThrow(RangeError);
    await expect(bytesOfFile({ ...three, keys: ['a', 'b', 'a'] }, format)).rejects.toThrow(RangeError);
    await expect(bytesOfFile({ ...three, keys: ['a'] }, format)).rejects.toThrow(RangeError);
  });
});

it('JSON has each table by its key, as its own export has it', async () => {
  const text = await textOfFile('json');
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['factors', 'trials', 'glossary']);
  for (const [key, table] of [['factors', factors], ['trials', trials], ['glossary', glossary]] as const) expect(text).toContain(`"${key}": ${(await textOf(table, 'json')).trimEnd()}`);
  const one = await textOfFile('json', printedFile({ trials }));
  expect(Object.keys(JSON.parse(one) as object), 'one table of a document is still a document').toEqual(['trials']);
});

describe.each([['csv', ','], ['tsv', '\t']] as const)('a ZIP with a %s a table', (format, delimiter) => {
  it('has the very files of the tables, and a data package that says what they hold', async () => {
    const files = unzipSync(await bytesOfFile(three, format));
    expect(Object.keys(files)).toEqual([`factors.${format}`, `trials.${format}`, `glossary.${format}`, 'datapackage.json']);
    const { resources, ...about } = readPackage(strFromU8(files['datapackage.json'] ?? new Uint8Array()));
    expect(about).toEqual({ profile: 'tabular-data-package', name: 'bone-metastasis', title: 'Bone metastasis' });
    for (const [index, table] of [factors, trials, glossary].entries()) {
      const resource = resources[index];
      const bytes = files[resource?.path ?? ''] ?? new Uint8Array();
      expect(bytes).toEqual(new Uint8Array(await bytesOf(table, format)));
      const sum = createSum();
      sum.add(bytes);
      expect(resource).toMatchObject({ title: table.title, format, bytes: bytes.length, hash: `sha256:${sum.hex()}`, dialect: { delimiter } });
      expect(resource?.schema.fields.map(({ name }) => name)).toEqual(table.columns.map(({ heading }) => heading));
    }
  });
});

describe('a workbook', () => {
  it('has a sheet a table, one about them, and one that says what the columns of all hold', async () => {
    const bytes = await bytesOfFile(three, 'xlsx');
    const cells = async (sheet: number | string): Promise<unknown> => (await readSheet(new Blob([bytes]), sheet, { trim: false })).map((row) => row.map((cell) => cell ?? ''));
    expect(await cells('Factors')).toEqual([['Heading 0', 'Heading 1', 'Heading 2'], ['EGFR', 'Up', '[1]'], ['"quoted", 5.0', '=1+1', '']]);
    expect(await cells('Trials')).toEqual([['Treatment', 'Patients', 'Reference'], ['Surgery', '27', '[2]']]);
    expect(await cells('About')).toEqual([['Bone metastasis'], [factors.title], ['EGFR, a receptor.'], ['Factors!B2: Disputed.'], [trials.title], ['OS, overall survival.'], ['Abbreviations'], ['References'], ['1. Quill A. RANKL & the lacuna.'], ['[2] Marsh J. *Two*.']]);
    expect(await cells('Columns')).toEqual([['Sheet', 'Column', 'Heading', 'What it holds'], ...[0, 1, 2].map((key) => ['Factors', `key${key}`, `Heading ${key}`, '']), ...['Treatment', 'Patients', 'Reference'].map((heading) => ['Trials', heading.toLowerCase(), heading, `What ${heading} holds.`]), ...[0, 1, 2].map((key) => ['Glossary', `key${key}`, `Heading ${key}`, ''])]);
  });

  it('freezes the head of every table and repeats it in print, shows the first, and has no formula', async () => {
    const parts = partsOf(await bytesOfFile(three, 'xlsx'));
    const sheets = [1, 2, 3].map((sheet) => parts[`xl/worksheets/sheet${sheet}.xml`] ?? '');
    for (const sheet of sheets) expect(sheet).toContain('state="frozen"');
    expect(sheets.map((sheet) => sheet.includes('tabSelected'))).toEqual([true, false, false]);
    expect(sheets.map((sheet) => /<pageSetup[^>]*orientation="(\w+)"/u.exec(sheet)?.[1])).toEqual(['portrait', 'landscape', 'portrait']);
    expect(Object.values(parts).join('')).not.toMatch(/<f[ >]/u);
    for (const [index, name] of ['Factors', 'Trials', 'Glossary'].entries()) expect(parts['xl/workbook.xml']).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${name}'!$1:$1</definedName>`);
  });

  it('gives each sheet a legal name of its own', () => {
    const long = 'The results of trials that were read from their own text';
    const names = uniqueSheetNames(['Factors', 'factors', long, long, 'History', '[?]', 'Factors']);
    expect(names).toEqual(['Factors', 'factors (2)', 'The results of trials that were', 'The results of trials that (2)', 'Table', 'Table (2)', 'Factors (3)']);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
  });

  it('is refused when a table has more rows than a sheet', async () => {
    const row = [''];
    function* rows(): Generator<readonly string[]> { for (let index = 0; index < 1_048_576; index += 1) yield row; }
    await expect(bytesOfFile(printedFile({ factors, trials: printedTable(rows(), { name: 'Trials' }, 1) }), 'xlsx')).rejects.toMatchObject({ code: 'too-many-rows', message: 'Trials has more rows than the 1,048,576 that a sheet of Excel holds' });
  }, 120_000);
});

describe('a Word document', () => {
  const bodyOf = async (...args: Parameters<typeof printedFile>): Promise<string> => partsOf(await bytesOfFile(printedFile(...args), 'docx'))['word/document.xml'] ?? '';
  const pages = (xml: string): readonly (string | undefined)[] => Array.from(xml.matchAll(/<w:pgSz w:w="\d+" w:h="\d+"(?: w:orient="(\w+)")?\/>/gu), ([, orientation]) => orientation);

  it('is a section a table with a page of its own, the last one of the references', async () => {
    const xml = await bodyOf({ factors, trials, glossary });
    expect(xml.match(/<w:tbl>/gu)).toHaveLength(3);
    expect(pages(xml)).toEqual([undefined, 'landscape', undefined, undefined]);
    expect(xml.match(/<w:pPr><w:pStyle w:val="TableNote"\/><w:sectPr>/gu), 'a section ends in the last note of its table').toHaveLength(3);
    expect(xml.endsWith('</w:sectPr></w:body></w:document>')).toBe(true);
    expect(xml.lastIndexOf('</w:tbl>')).toBeLessThan(xml.indexOf('<w:pStyle w:val="ReferencesHeading"/>'));
    expect(pages(await bodyOf({ factors, trials }, { closing: null }))).toEqual([undefined, 'landscape']);
    expect(xml).toContain('<w:p><w:pPr><w:pStyle w:val="Bibliography"/></w:pPr><w:r><w:t xml:space="preserve">[2] Marsh J. </w:t></w:r><w:r><w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">*Two*</w:t></w:r>');
  });

  it('lets Word count the tables, and sets the number only where Word would count another one', async () => {
    const fields = (xml: string): readonly (string | undefined)[] => Array.from(xml.matchAll(/<w:instrText[^>]*> ([^<]*) <\/w:instrText>/gu), ([, instruction]) => instruction);
    const titled = (title: string): PrintedTable => printedTable([['1', '2', '3']], { title });
    expect(fields(await bodyOf({ factors, glossary, trials }))).toEqual(['SEQ Table \\* ARABIC', 'SEQ Table \\* ARABIC']);
    expect(fields(await bodyOf({ trials, a: titled('Table 3. A'), b: titled('Table 7. B') }))).toEqual(['SEQ Table \\* ARABIC \\r 2', 'SEQ Table \\* ARABIC', 'SEQ Table \\* ARABIC \\r 7']);
  });
});

describe('a LaTeX document', () => {
  it('turns the pages of wide tables among others that stand upright', async () => {
    const latex = await textOfFile('latex');
    expect(latex.match(/\\documentclass/gu)).toHaveLength(1);
    expect(latex.match(/\\begin\{longtable\}/gu)).toHaveLength(3);
    expect(latex.match(/\\begin\{landscape\}/gu)).toHaveLength(1);
    expect(latex).toContain(',caption,pdflscape}');
    expect(latex.indexOf('\\begin{landscape}')).toBeLessThan(latex.indexOf('Treatment'));
    expect(latex.indexOf('References')).toBeGreaterThan(latex.lastIndexOf('\\end{longtable}'));
  });

  it('lies on its side as a whole where all tables do', async () => {
    const latex = await textOfFile('latex', printedFile({ trials, others: { ...trials, title: 'Others' } }, { closing: null }));
    expect(latex).toContain('[a4paper,landscape,margin=2cm]{geometry}');
    expect(latex).not.toContain('pdflscape');
    expect(latex.match(/\\clearpage/gu)).toHaveLength(1);
  });
});

it('a web page has a section a table, and the references in the last', async () => {
  const page = await textOfFile('html');
  expect(page).toContain('<title>Bone metastasis</title>');
  expect(Array.from(page.matchAll(/<section( class="landscape")?>\n<(table|h2)>/gu), ([, wide, first]) => [wide !== undefined, first])).toEqual([[false, 'table'], [true, 'table'], [false, 'table'], [false, 'h2']]);
  expect(page).toContain('<h2>References</h2>\n<p class="entry">1. Quill A. RANKL &amp; the lacuna.</p>\n<p class="entry">[2] Marsh J. <i>*Two*</i>.</p>\n');
});

it('Markdown has the tables as they are by themselves, a blank line between', async () => {
  const [first, second, third] = [await textOf(factors, 'md'), await textOf(trials, 'md'), await textOf(glossary, 'md')];
  expect(await textOfFile('md')).toBe(`${first}\n${second}\n${third}\n## References\n\n1\\. Quill A. RANKL &amp; the lacuna.\n\n[2] Marsh J. <i>\\*Two\\*</i>.\n`);
});
