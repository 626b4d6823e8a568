// Owns what tests of tracked exports share: exporting a table as it is and with its changes, and holding a tracked document
// against the exports of both states, cell by cell.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { GridTable } from '../../../../db/contract/columns';
import type { TrackedChanges } from '../../../../db/contract/exports';
import type { Input } from '../../../../db/contract/methods';
import type { TestCore } from '../coreFixture';
import { cellTexts, documentXmlOf, paragraphsOf, parsedXml, settled } from '../exports/settledWord';

export type Choices = Omit<Input<'exportTable'>, 'table' | 'format' | 'path'>;
export interface Page { readonly cells: readonly (readonly string[])[]; readonly below: readonly string[] }

export async function cleanPage(lacuna: TestCore, table: GridTable, choices: Choices = {}): Promise<Page> {
  const path = join(lacuna.folder, 'clean.docx');
  await lacuna.call('exportTable', { table, format: 'docx', path, ...choices });
  return pageIn(parsedXml(documentXmlOf(readFileSync(path))));
}

export async function trackedXml(lacuna: TestCore, table: GridTable, since: string, choices: Choices = {}): Promise<{ readonly xml: string; readonly tracked: TrackedChanges }> {
  const path = join(lacuna.folder, 'tracked.docx');
  const { tracked } = await lacuna.call('exportTable', { table, format: 'docx', path, since, ...choices });
  if (tracked === undefined) throw new Error('Nothing was tracked.');
  return { xml: documentXmlOf(readFileSync(path)), tracked };
}

export function pageIn(document: Document): Page {
  return { cells: cellTexts(document), below: paragraphsOf(document).below };
}

/**
 * Accepted, it is the page of the present. Rejected, it is the page of then: every cell, and where references print under other
 * numbers now, those of then through the list of the renumbered.
 */
export function expectLaw({ xml, tracked }: Awaited<ReturnType<typeof trackedXml>>, then: Page, now: Page): void {
  const listed = tracked.renumbered.length === 0 ? [] : [expect.stringMatching(/^(?:References renumbered|Without a number now): .+\.$/u)];
  for (const [choice, clean] of [['accept', now], ['reject', then]] as const) {
    const { cells, below } = pageIn(settled(xml, choice));
    const isReference = (clean.cells[0] ?? []).map((heading) => heading === 'Reference');
    const read = (table: Page['cells'], translates: boolean): unknown => table.map((row) => row.map((cell, column) => (choice === 'reject' && isReference[column] === true ? references(cell, translates ? tracked.renumbered : []) : cell)));
    expect(read(cells, false)).toEqual(read(clean.cells, true));
    expect(below.filter((text) => text !== '')).toEqual([...clean.below.filter((text) => text !== ''), ...listed]);
  }
}

/** "[15–17, 20]" as its labels in a fixed order, each as the list has it. */
function references(cell: string, renumbered: TrackedChanges['renumbered']): readonly string[] {
  const labels = plain(cell).split(/[,;] /u).flatMap((part) => {
    const [, first, last] = /^(\d+)–(\d+)$/u.exec(part) ?? [];
    return first === undefined ? [part] : Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => String(Number(first) + index));
  });
  return labels.map((label) => (renumbered.find(({ before }) => plain(before) === label)?.after ?? label)).map(plain).toSorted();
}

/** Without the brackets that a cell has, or a name stands in that is no name but a number. */
function plain(label: string): string {
  return label.replaceAll(/[[\](){}]/gu, '');
}
