// Owns the manifest that lies beside every export: which state of which document was exported, how, and what was left out,
// so that years later it can be told what a table was made of. Pure; the same text for the same export, so it has no date.
import type { ExportChoices, ExportedTable, TrackedChanges } from '../contract/exports';

export interface ManifestFacts {
  readonly lacunaVersion: string;
  readonly document: { readonly id: string; readonly title: string; /** Number and hash of the last change of the journal. */ readonly change: number; readonly changeHash: string };
  /** The release that this state is; null where it is none. */
  readonly release: string | null;
  /** Of that release: SHA-256 over its evidence rows, the same in every copy of the document; null where the state is none. */
  readonly contentHash: string | null;
  readonly file: { readonly name: string; readonly format: string; readonly bytes: number; readonly sha256: string };
  readonly table: string;
  /** Only of a whole document: what it has in the file. */
  readonly tables?: readonly { readonly table: ExportedTable; readonly title: string; readonly rows: number; readonly columns: readonly string[] }[];
  readonly rows: number;
  readonly columns: readonly string[];
  readonly preset: string | null;
  readonly choices: ExportChoices;
  /** As a view showed them; null where the choices say which rows. */
  readonly view: ExportChoices['rows'];
  readonly leftOut: readonly string[];
  /** Abbreviations that the file uses and the glossary does not have; empty of formats that print no notes. */
  readonly undefinedAbbreviations: readonly string[];
  /** Old → new; empty where references keep their own numbers. */
  readonly renumbered: readonly { readonly before: string; readonly after: string }[];
  /** Only of a document with tracked changes. */
  readonly tracked?: TrackedChanges;
  readonly openConflicts: readonly { readonly number: number; readonly title: string; readonly severity: string; readonly status: string }[];
}

export function manifestText(facts: ManifestFacts): string {
  return `${JSON.stringify({ manifestVersion: 1, ...facts, renumbered: facts.renumbered.map(({ before, after }) => ({ before, after })) }, null, 2)}\n`;
}
