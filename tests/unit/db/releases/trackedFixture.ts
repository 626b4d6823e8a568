// Owns what tests of tracked exports share: exporting a table as it is and with its changes, and holding a tracked document
// against the exports of both states, cell by cell, note by note and entry by entry of the list of references.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { GridTable } from '../../../../db/contract/tableNames';
import type { TrackedChanges } from '../../../../db/contract/exports';
import type { Input } from '../../../../db/contract/methods';
import { textOfRuns } from '../../../../db/contract/references';
import type { TestCore } from '../coreFixture';
import { cellTexts, documentXmlOf, paragraphsOf, parsedXml, settled } from '../exports/settledWord';

export type Choices = Omit<Input<'exportTable'>, 'table' | 'format' | 'path'>;
export interface Page {
  readonly cells: readonly (readonly string[])[];
  readonly below: readonly string[];
  /** Of all that the list could hold, by what it prints: the study and its label. */
  readonly entries: ReadonlyMap<string, { readonly studyId: string; readonly label: string }>;
}

export async function cleanPage(lacuna: TestCore, table: GridTable, choices: Choices = {}): Promise<Page> {
  const path = join(lacuna.folder, 'clean.docx');
  await lacuna.call('exportTable', { table, format: 'docx', path, ...choices });
  const page = pageIn(parsedXml(documentXmlOf(readFileSync(path))));
  const { style, numbering, language } = choices;
  if (typeof style !== 'string') return page;
  const { entries } = await lacuna.call('formatReferences', { style, ...(numbering === undefined ? {} : { numbering }), ...(language === undefined ? {} : { language }), scope: 'all', start: 0, end: 500 });
  return { ...page, entries: new Map(entries.map(({ studyId, label, runs }) => [textOfRuns(runs), { studyId, label }])) };
}

export async function trackedXml(lacuna: TestCore, table: GridTable, since: string, choices: Choices = {}): Promise<{ readonly xml: string; readonly tracked: TrackedChanges }> {
  const path = join(lacuna.folder, 'tracked.docx');
  const { tracked } = await lacuna.call('exportTable', { table, format: 'docx', path, since, ...choices });
  if (tracked === undefined) throw new Error('Nothing was tracked.');
  return { xml: documentXmlOf(readFileSync(path)), tracked };
}

export function pageIn(document: Document): Page {
  return { cells: cellTexts(document), below: paragraphsOf(document).below, entries: new Map() };
}

/**
 * Accepted, it is the later page. Rejected, it is the earlier one: every cell, note and entry, and where references print under
 * other numbers in the later one, those of then through the list of the renumbered. Entries that both have stand as in the later.
 */
export function expectLaw({ xml, tracked }: Awaited<ReturnType<typeof trackedXml>>, then: Page, now: Page): void {
  expectSettled((choice) => settled(xml, choice), tracked, then, now);
}

/** The same, whoever accepts and rejects. */
export function expectSettled(settle: (choice: 'accept' | 'reject') => Document, tracked: TrackedChanges, then: Page, now: Page): void {
  const listed = tracked.renumbered.length === 0 ? [] : [expect.stringMatching(/^(?:References renumbered|Without a number now): .+\.$/u)];
  for (const [choice, clean] of [['accept', now], ['reject', then]] as const) {
    const { cells, below } = pageIn(settle(choice));
    const isReference = (clean.cells[0] ?? []).map((heading) => heading === 'Reference');
    const read = (table: Page['cells'], translates: boolean): unknown => table.map((row) => row.map((cell, column) => (choice === 'reject' && isReference[column] === true ? references(cell, translates ? tracked.renumbered : []) : cell)));
    expect(read(cells, false)).toEqual(read(clean.cells, true));
    const wanted = [...clean.below.filter((text) => text !== ''), ...listed];
    const lines = below.filter((text) => text !== '');
    if (choice === 'accept' || then.entries.size === 0) expect(lines).toEqual(wanted);
    else {
      const asNow = wanted.map((text) => underNewLabel(text, then.entries.get(text)?.label, tracked.renumbered));
      expect(lines.toSorted()).toEqual(asNow.toSorted());
      const studyOf = new Map(wanted.map((text, place) => [asNow[place] ?? '', then.entries.get(text)?.studyId]));
      const order = now.below.flatMap((text) => now.entries.get(text)?.studyId ?? []);
      const shared = lines.flatMap((text) => studyOf.get(text) ?? []).filter((studyId) => order.includes(studyId));
      expect(shared).toEqual(order.filter((studyId) => shared.includes(studyId)));
      expect(lines.filter((text) => studyOf.get(text) === undefined)).toEqual(wanted.filter((text) => !then.entries.has(text)));
    }
  }
}

/** An entry of then as it prints under the label of now: its number, or the letter behind its year. */
function underNewLabel(text: string, label: string | undefined, renumbered: TrackedChanges['renumbered']): string {
  const after = renumbered.find(({ before }) => before === label)?.after;
  if (label === undefined || after === undefined) return text;
  if (/^\d+$/u.test(label)) return text.replace(label, after);
  const [, year = '', letter = ''] = /(\d{4})([a-z]*)$/u.exec(label) ?? [];
  const withLetter = text.replace(`(${year}${letter})`, `(${year}${/\d{4}([a-z]*)$/u.exec(after)?.[1] ?? ''})`);
  return after.startsWith('ref. ') ? `${after}. ${withLetter.replace(/^\[\d+\] /u, '')}` : withLetter;
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
