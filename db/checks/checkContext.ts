// Owns what a running check holds: the file, the parts, the settings, the names, and the rows that it has read already.
// A rule or reader that throws on a row's text gives nothing for it and is remembered: no text may stop an edit.
import type { CheckSettings, RuleId } from '../contract/findings';
import type { EvidenceRow, Found, GroupRule, Rule, RuleContext } from '../evidence/rules/rule';
import type { WriteHandle } from '../store/handle';
import { createChanges, type Changes } from './changes';
import { readCheckSettings } from './checkSettings';
import type { EvidenceParts, ReadMolecules } from './evidenceParts';
import { keysOf, type Keys } from './evidenceKeys';
import { findingRows, type FindingRow } from './findingRows';
import type { ReadCells } from './readTrial';

export interface CheckContext {
  readonly handle: WriteHandle;
  readonly rules: readonly Rule[];
  readonly ruleOf: (id: RuleId) => Rule | null;
  readonly settings: CheckSettings;
  readonly readCells: ReadCells;
  readonly readMolecules: ReadMolecules;
  readonly changes: Changes;
  /** Rows read during this check, by `refKey`. */
  readonly rows: Map<string, EvidenceRow>;
  /** What a rule finds, as rows; nothing when it throws. */
  readonly keysOf: (rules: readonly GroupRule[], row: EvidenceRow) => Keys;
  readonly ask: (rule: Rule, rows: ReadonlyMap<string, EvidenceRow>, check: (context: RuleContext) => readonly Found[]) => readonly FindingRow[];
}

/** Rules that threw, with what they said: for the warnings of the document. */
export type Failures = Map<string, string>;

/** The result of pure work on somebody's text; `otherwise` when it throws. */
export function guarded<Result>(failures: Failures, what: string, work: () => Result, otherwise: Result): Result {
  try {
    return work();
  } catch (thrown) {
    failures.set(what, thrown instanceof Error ? thrown.message : String(thrown));
    return otherwise;
  }
}

export interface Readers { readonly readCells: ReadCells; readonly readMolecules: ReadMolecules }

export function createCheckContext(handle: WriteHandle, parts: EvidenceParts, readers: Readers, failures: Failures): CheckContext {
  const settings = readCheckSettings(handle);
  const rules = parts.rules.filter(({ id }) => !settings.off.includes(id));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return {
    handle, rules, ruleOf: (id) => byId.get(id) ?? null, settings, ...readers, changes: createChanges(), rows: new Map(),
    ask: (rule, rows, check) => guarded(failures, `Rule ${rule.id}`, () => findingRows(rule, check({ alpha: settings.alpha }), rows), []),
    keysOf: (groupRules, row) => groupRules.flatMap((rule) => guarded(failures, `Rule ${rule.id}`, () => keysOf(rule, row), [])),
  };
}
