// `columns FILE [--table T]`, `column FILE --table T --heading TEXT --type TYPE [--published] [--note TEXT]`: a lab's own columns,
// and adding one, private unless it is said to be published.
import { tables } from '../../../db/contract/columns';
import { customTables, customTypes } from '../../../db/contract/tableNames';
import type { CountedColumn } from '../../../db/contract/customColumns';
import { oneOf, openDocument, textOption, type Command } from '../commandLine';

export const columns: Command = {
  name: 'columns', usage: `columns FILE [--table ${customTables.join('|')}]`, summary: 'List the lab\'s own columns, withdrawn ones too', options: { table: 'text' }, required: [],
  run: async (file, options, ask) => {
    const table = options['table'] === undefined ? null : oneOf('table', textOption(options, 'table'), customTables);
    await openDocument(ask, file, 'read');
    const all = await ask('listCustomColumns', { table, countsCells: true });
    return { exitCode: 0, json: { ok: true, columns: all }, text: all.length === 0 ? 'No columns of its own yet.' : all.map(lineOf).join('\n') };
  },
};

export const addColumn: Command = {
  name: 'column', usage: `column FILE --table ${customTables.join('|')} --heading TEXT --type "${customTypes.join('|')}" [--published] [--note TEXT]`, summary: 'Add a column of the lab\'s own to a table',
  options: { table: 'text', heading: 'text', type: 'text', published: 'flag', note: 'text' }, required: ['table', 'heading', 'type'],
  run: async (file, options, ask) => {
    const table = oneOf('table', textOption(options, 'table'), customTables);
    const type = oneOf('type', textOption(options, 'type'), customTypes);
    const heading = textOption(options, 'heading');
    const sharing = options['published'] === true ? 'published' : 'private';
    await openDocument(ask, file, 'write');
    const { columnId, key, changeSetId, label } = await ask('addCustomColumn', { table, heading, type, sharing, description: options['note'] === undefined ? '' : textOption(options, 'note') });
    return { exitCode: 0, json: { ok: true, table, key, columnId, sharing, changeSetId, label }, text: `Done: ${label}. It is ${sharing}; its key is ${key}.` };
  },
};

function lineOf({ table, key, heading, type, sharing, description, isWithdrawn, filled }: CountedColumn): string {
  return [tables[table].name, key, heading, type, isWithdrawn ? `${sharing}, withdrawn` : sharing, `${filled ?? 0} filled`, ...(description === '' ? [] : [`(${description})`])].join('  ');
}
