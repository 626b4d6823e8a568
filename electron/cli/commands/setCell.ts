// `set FILE --table T --row ORDINAL --column KEY --value TEXT [--why TEXT]`: one cell, as typed in the grid.
import { normalisedValue, valueFromText } from '../../../db/contract/cellRules';
import { citedKey, citedStudies, type CitedStudy } from '../../../db/contract/citedStudies';
import type { ColumnDefinition } from '../../../db/contract/columnDefinition';
import { tables } from '../../../db/contract/columns';
import { gridTables, isCustomTable, type GridTable } from '../../../db/contract/tableNames';
import { documentColumns } from '../../../db/contract/customColumns';
import { LacunaError } from '../../../db/contract/errors';
import { cellText, sameValue, type CellValue } from '../../../db/contract/values';
import { columnNamed, openDocument, tableNamed, textOption, UsageError, type Ask, type Command } from '../commandLine';

export const setCell: Command = {
  name: 'set', usage: `set FILE --table ${gridTables.join('|')} --row ORDINAL --column KEY --value TEXT [--why TEXT]`, summary: 'Set one cell, as typed in the table',
  options: { table: 'text', row: 'text', column: 'text', value: 'text', why: 'text' }, required: ['table', 'row', 'column', 'value'],
  run: async (file, options, ask) => {
    const table = tableNamed(textOption(options, 'table'));
    const rowText = textOption(options, 'row');
    if (!/^\d{1,9}$/u.test(rowText)) throw new UsageError(`--row takes the number of a row, not “${rowText}”.`);
    await openDocument(ask, file, 'write');
    const custom = (await ask('listCustomColumns', { table: isCustomTable(table) ? table : null })).map(({ filled: _filled, ...each }) => each);
    const column = columnNamed(documentColumns(custom), table, textOption(options, 'column'));
    const row = await rowNumbered(ask, table, Number(rowText));
    const before = row.values[column.key] ?? null;
    const { value: after, shown } = await valueOf(ask, column, textOption(options, 'value'));
    const cell = { table, row: row.ordinal, column: column.key, before: column.kind === 'references' ? row.cites.map((study) => study.number) : cellText(before), after: shown };
    // A script that is run again must find nothing wrong with what it did the first time.
    if (sameValue(before, normalisedValue(after))) return { exitCode: 0, json: { ok: true, ...cell, changeSetId: null, label: null }, text: `Nothing to change: ${column.heading} of row ${row.ordinal} is this already.` };
    const why = options['why'];
    const committed = await ask('editRows', { table, edits: [{ rowId: row.id, field: column.key, before, after }], reason: typeof why === 'string' ? why : null });
    return { exitCode: 0, json: { ok: true, ...cell, changeSetId: committed.changeSetId, label: committed.label }, text: `Done: ${committed.label}.` };
  },
};

async function rowNumbered(ask: Ask, table: GridTable, ordinal: number) {
  const view = await ask('openView', { table, includeWithdrawn: true, filters: [{ column: 'ordinal', operator: 'equals', text: String(ordinal) }] });
  const row = view.rows.find((candidate) => candidate.lifecycle !== 'withdrawn') ?? view.rows[0];
  if (row === undefined) throw new LacunaError('not-found', `${tables[table].name} has no row ${ordinal}. Look its number up in the first column.`, { table, ordinal });
  return row;
}

/** `shown`: references by their numbers, anything else as its text. */
async function valueOf(ask: Ask, column: ColumnDefinition, text: string): Promise<{ readonly value: CellValue; readonly shown: string | readonly number[] }> {
  if (column.kind !== 'references') {
    const value = valueFromText(column, text);
    return { value, shown: cellText(value) };
  }
  const cited = citedStudies(text);
  if (cited === null) throw new UsageError(`${column.heading} takes reference numbers and PMIDs, for example "[15–17, 66]" or "PMID 12345678", not “${text}”.`);
  const numbers = new Map<string, number>();
  for (const each of cited) {
    const { studyId, number } = await studyCited(ask, each);
    numbers.set(studyId, number);
  }
  return { value: [...numbers.keys()], shown: [...numbers.values()] };
}

async function studyCited(ask: Ask, cited: CitedStudy): Promise<{ readonly studyId: string; readonly number: number }> {
  if ('number' in cited) {
    const study = (await ask('findStudies', { text: String(cited.number), limit: 5 })).find(({ number }) => number === cited.number);
    if (study === undefined) throw new LacunaError('not-found', `There is no study [${cited.number}] in this file. Add the study first.`, { number: cited.number });
    return study;
  }
  const [study] = (await ask('openView', { table: 'studies', filters: [{ column: 'pmid', operator: 'equals', text: cited.pmid }], end: 1 })).rows;
  if (study === undefined) throw new LacunaError('not-found', `There is no study with ${citedKey(cited)} in this file. Add the study first.`, { pmid: cited.pmid });
  return { studyId: study.id, number: study.ordinal };
}
