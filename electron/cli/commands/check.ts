// `check FILE [--rules N1,N5] [--table T]`: every rule over a document or over a CSV or TSV of trials; N6 over a table of
// counts. The file itself is only read: a copy is checked. Ends with 1 when a finding is major or critical.
import { closeSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { headingOf } from '../../../db/contract/columns';
import { ruleIds, ruleTitles, type FindingInfo } from '../../../db/contract/findings';
import type { Output } from '../../../db/contract/methods';
import { oneOf, openDocument, UsageError, type Ask, type Command, type Outcome } from '../commandLine';

const tablesChecked = ['factors', 'trials', 'studies', 'claims', 'glossary'] as const;
const perPage = 1000;
const mostUnread = 10;

type Counts = NonNullable<Output<'checkCounts'>>;

export const check: Command = {
  name: 'check', usage: 'check FILE [--rules N1,N5] [--table T]', summary: 'Print what the rules find in a document, or in a CSV or TSV of trials or of counts (events and patients of two arms with OR or RR, log, variance)', options: { rules: 'text', table: 'text' }, required: [], isAside: true,
  run: async (file, options, ask, { folder }) => {
    const named = typeof options['rules'] === 'string' ? options['rules'].split(',').map((rule) => oneOf('rules', rule.trim(), ruleIds)) : null;
    const table = typeof options['table'] === 'string' ? oneOf('table', options['table'], tablesChecked) : null;
    const isTable = isTextTable(file);
    if (isTable && table !== null && table !== 'trials') throw new UsageError(`${basename(file)} is read as trials; leave --table out.`);
    const counts = isTable ? await ask('checkCounts', { path: file }) : null;
    if (counts !== null) return outcomeOfCounts(counts, named);
    const path = join(folder, 'checked.lacuna');
    const imported = isTable ? await importToCheck(ask, file, path) : null;
    if (imported === null) await openToCheck(ask, file, path);
    await ask('checkDocument', {});
    const findings = await allFindings(ask, named ?? imported?.rules ?? null, table);
    return {
      exitCode: exitCodeOf(findings),
      json: findings.map(({ rule, ruleVersion, severity, confidence, table: place, ordinal, rowId, field, quote, message, explanation }) => ({ rule, ruleVersion, severity, confidence, table: place, ordinal, rowId, field, quote, message, values: explanation.values })),
      notes: imported?.notes ?? [],
      text: findings.length === 0 ? 'Nothing found.' : [...findings.map(line), '', `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}.`].join('\n'),
    };
  },
};

function exitCodeOf(findings: readonly { readonly severity: string }[]): 0 | 1 {
  return findings.some(({ severity }) => severity === 'major' || severity === 'critical') ? 1 : 0;
}

/** Whatever it is called, what is no document is read as text. */
function isTextTable(file: string): boolean {
  return !/\.lacuna$/iu.test(file) && !isDatabase(file);
}

/** Only N6 reads such a table. */
function outcomeOfCounts({ rows, values, columns, unread, findings: all }: Counts, named: readonly FindingInfo['rule'][] | null): Outcome {
  if (named !== null && !named.includes('N6')) return { exitCode: 0, json: [], text: 'Nothing was checked: this is a table of counts, which only N6 reads.' };
  if (values === 0 && unread.length === 0) return { exitCode: 0, json: [], text: `Nothing to check: this table of counts (${rows} ${rows === 1 ? 'row' : 'rows'}) prints no OR, RR, logarithm or variance.` };
  const checked = `${values} printed ${values === 1 ? 'value' : 'values'} checked against ${values === 1 ? 'its' : 'their'} counts in ${rows} ${rows === 1 ? 'row' : 'rows'}${columns.length === 0 ? '' : ` (${columns.join(', ')})`}`;
  return {
    exitCode: exitCodeOf(all),
    json: all.map(({ rule, ruleVersion, severity, confidence, ordinal, line: at, field, quote, message, values: numbers }) => ({ rule, ruleVersion, severity, confidence, table: 'trials', ordinal, rowId: `line ${at}`, field, quote, message, values: numbers })),
    notes: notReadOf(unread.map(({ ordinal, line: at, field, text }) => (field === null ? `line ${at}: the counts of row ${ordinal}.` : `line ${at}, ${field}: “${text}” is no number to be checked.`))),
    text: [
      ...all.map(({ rule, severity, confidence, ordinal, line: at, rowName, field, message }) => `${headed(rule, severity, confidence)}  row ${ordinal} (${rowName}; line ${at}), column ${field}\n    ${ruleTitles[rule]}: ${message}`), ...(all.length === 0 ? [] : ['']),
      `${checked}: ${all.length === 0 ? 'nothing found' : `${all.length} ${all.length === 1 ? 'finding' : 'findings'}`}.`,
    ].join('\n'),
  };
}

/** A document is copied through SQLite. */
async function openToCheck(ask: Ask, file: string, path: string): Promise<void> {
  await openDocument(ask, file, 'read');
  await ask('saveCopy', { path });
  await ask('openDocument', { path, access: 'write' });
}

/** A table of trials becomes a document. It need not have studies, and never has a glossary: neither is missing there; nor is one that was not read. */
async function importToCheck(ask: Ask, file: string, path: string): Promise<{ readonly rules: readonly FindingInfo['rule'][]; readonly notes: readonly string[] }> {
  await ask('createDocument', { path, content: 'empty' });
  const { studiesAdded, leftOut } = await ask('importRows', { table: 'trials', path: file, unfit: 'leave out' });
  const said = leftOut.map(({ line: at, field, message }) => `line ${at}${field === '' ? '' : `, ${headingOf('trials', field)}`}: ${message}`);
  const hasStudies = studiesAdded > 0 && !leftOut.some(({ field }) => field === 'references');
  return { rules: ruleIds.filter((rule) => rule !== 'X2' && (rule !== 'X1' || hasStudies)), notes: notReadOf(said) };
}

function notReadOf(said: readonly string[]): readonly string[] {
  return said.length === 0 ? [] : [...said.slice(0, mostUnread).map((what) => `Not read: ${what}`), ...(said.length > mostUnread ? [`Not read: ${said.length - mostUnread} more.`] : [])];
}

function isDatabase(file: string): boolean {
  const head = Buffer.alloc(16);
  try {
    const opened = openSync(file, 'r');
    try {
      readSync(opened, head, 0, 16, 0);
    } finally {
      closeSync(opened);
    }
  } catch {
    return false; // the core says why
  }
  return head.toString('latin1') === 'SQLite format 3\u0000';
}

async function allFindings(ask: Ask, rules: readonly FindingInfo['rule'][] | null, table: (typeof tablesChecked)[number] | null): Promise<readonly FindingInfo[]> {
  const found: FindingInfo[] = [];
  for (;;) {
    const { findings, total } = await ask('listFindings', { states: ['open', 'reopened'], start: found.length, limit: perPage, ...(rules === null ? {} : { rules: [...rules] }), ...(table === null ? {} : { table }) });
    found.push(...findings);
    if (findings.length === 0 || found.length >= total) return found;
  }
}

function line({ rule, severity, confidence, table, ordinal, rowName, quote, message, fits }: FindingInfo): string {
  return `${headed(rule, severity, confidence)}  ${table} ${ordinal} (${rowName})\n    ${ruleTitles[rule]}: ${message}${quote === '' ? '' : `\n    “${quote}”`}${fits.length === 0 ? '' : `\n    Would fit: ${fits.join('; ')}`}`;
}

function headed(rule: string, severity: string, confidence: string): string {
  return `${rule}  ${severity}${confidence === 'certain' ? '' : `, ${confidence}`}`;
}
