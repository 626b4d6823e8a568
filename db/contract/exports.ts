// Owns the words and shapes of exports of tables and of the whole document: the formats, what a curator chooses, the presets
// that a document keeps, and the preview of tables as they will print. Refuses choices that no format could follow.
import { z } from 'zod';
import { printableText } from './printableText';
import { listLanguages, NumberingWord, studyFormats } from './references';
import { FieldName, RowId, ViewQuery } from './types';

export const exportFormats = ['csv', 'tsv', 'xlsx', 'docx', 'md', 'json', 'latex', 'html'] as const;
/** In the order of the navigation. */
export const exportTables = ['factors', 'trials', 'studies', 'claims', 'results', 'glossary', 'aliases', 'findings', 'conflicts', 'notes', 'history'] as const;
export type ExportedTable = (typeof exportTables)[number];
/** What one file may hold: a table, or the document with several. */
export const exportSubjects = [...exportTables, 'document'] as const;
export type ExportSubject = (typeof exportSubjects)[number];

const pageFormats: readonly string[] = ['docx', 'latex', 'html', 'md'];
/** Whether the format prints pages, with title, notes and widths that count; the others are for programs. */
export function isPageFormat(format: string): boolean {
  return pageFormats.includes(format);
}

/** Of a document where nothing else is chosen: as pages the published tables; for programs all that it says, without the record of how it came to say so. */
export function usualTables(format: string): readonly ExportedTable[] {
  return isPageFormat(format) ? ['factors', 'trials'] : exportTables.filter((table) => table !== 'history');
}

export const orientations = ['portrait', 'landscape'] as const;
/** As they stand in the cells; or with the point raised to half its height (3·4), as some journals print. */
export const numberStyles = ['as-printed', 'raised-point'] as const;
/** Which conflicts are notes below the table: none, those that are not settled, or all that were not dismissed. */
export const printedConflicts = ['none', 'open', 'all'] as const;

/** Which curators' notes are notes below the table: none, or those that may leave the document. */
export const printedNotes = ['none', 'published'] as const;

export const ExportChoices = z.strictObject({
  /** Of the document: which tables, whatever their order here; null: as is usual for the format. */
  tables: z.array(z.enum(exportTables)).min(1).max(exportTables.length).nullable().default(null),
  /** Column keys in the order wanted; null for all published columns. */
  columns: z.array(FieldName).min(1).max(100).refine((keys) => new Set(keys).size === keys.length, 'A column prints once: one is chosen twice.').nullable().default(null),
  /** By column key, in any unit; columns without one have the width that they have in the grid. */
  widths: z.record(FieldName, z.number().min(1).max(5000)).default({}),
  /** Rows as a view would show them; null: all rows in printed order. */
  rows: ViewQuery.pick({ search: true, filters: true, sort: true }).nullable().default(null),
  includeExcluded: z.boolean().default(false),
  /** Whether private studies, notes and custom columns leave the document. */
  includePrivate: z.boolean().default(false),
  /** null: as published. */
  title: printableText(z.string().trim().max(500)).nullable().default(null),
  /** null: as published. */
  orientation: z.enum(orientations).nullable().default(null),
  numbering: NumberingWord.default('original'),
  numberStyle: z.enum(numberStyles).default('as-printed'),
  language: z.enum(listLanguages).default('en-US'),
  /** Below the table the abbreviations that it uses. */
  hasAbbreviations: z.boolean().default(true),
  /** Below the abbreviations: where the table comes from. */
  sourceNote: printableText(z.string().trim().max(2000, 'A source note has up to 2,000 characters. Shorten it.')).default(''),
  conflicts: z.enum(printedConflicts).default('none'),
  notes: z.enum(printedNotes).default('none'),
  /** Id, title or another name of a citation style, in which the references that the table cites are listed below it; null: none. */
  style: z.string().trim().min(1).max(300).nullable().default(null),
  /** CSV and TSV only: with a byte order mark, and with cells defused that a spreadsheet would run. */
  isForExcel: z.boolean().default(false),
});
export type ExportChoices = Readonly<z.infer<typeof ExportChoices>>;

export const PresetName = printableText(z.string().trim().min(1, 'Give the preset a name.').max(60, 'A name has up to 60 characters.'));
export const ExportPreset = z.strictObject({ name: PresetName, table: z.enum(exportSubjects), format: z.enum([...exportFormats, ...studyFormats]), choices: ExportChoices });
export type ExportPreset = Readonly<z.infer<typeof ExportPreset>>;

export const PrintedNumbering = z.strictObject({ studyId: RowId, before: z.string(), after: z.string() });

/** The beginning of a table as it will print. */
export const PreviewedTable = z.strictObject({
  title: z.string(),
  orientation: z.enum(orientations),
  columns: z.array(z.strictObject({ key: z.string(), heading: z.string(), widthShare: z.number() })),
  /** `marks`: the letters of notes, by column. */
  rows: z.array(z.strictObject({ cells: z.array(z.string()), marks: z.array(z.string()) })),
  total: z.int(),
  notes: z.array(z.strictObject({ mark: z.string(), text: z.string() })),
});
export type PreviewedTable = Readonly<z.infer<typeof PreviewedTable>>;

/** A table, or the first of a document, and what goes along with it. */
export const ExportPreview = PreviewedTable.extend({
  /** Of a document: the other tables, in their order. */
  following: z.array(PreviewedTable),
  /** Of a document: the references of all tables, after the last one, under their heading. */
  closing: z.strictObject({ heading: z.string(), lines: z.array(z.string()) }).nullable(),
  /** Abbreviations that the table uses and the glossary does not have. */
  undefinedAbbreviations: z.array(z.string()),
  /** Sentences on what will be missing. */
  leftOut: z.array(z.string()),
  /** Old → new, where references are not numbered as in the review. */
  renumbered: z.array(PrintedNumbering),
});
export type ExportPreview = Readonly<z.infer<typeof ExportPreview>>;

/** What a document with tracked changes tracks. */
export const TrackedChanges = z.strictObject({
  /** The earlier release's version. */
  since: z.string(),
  /** The later one's; null: as it is now. */
  until: z.string().nullable(),
  /** Rows; one that moved is inserted and deleted. */
  inserted: z.int(),
  deleted: z.int(),
  /** Rows with a cell that changed. */
  changed: z.int(),
  /** Of the list of references below the table; changed: with other words under whatever number. */
  entries: z.strictObject({ inserted: z.int(), deleted: z.int(), changed: z.int() }),
  /** References that print under another number now, in cells that cited them before. Listed below the table, not tracked. */
  renumbered: z.array(z.strictObject({ before: z.string(), after: z.string() })),
});
export type TrackedChanges = Readonly<z.infer<typeof TrackedChanges>>;
