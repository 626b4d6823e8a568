// `check FILE [--rules N1,N5] [--table T]`: every rule over a document, or over a CSV or TSV of trials. The file itself
// is only read: a copy is checked. Ends with 1 when a finding is major or critical.
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ruleIds, ruleTitles, type FindingInfo } from '../../../db/contract/findings';
import { oneOf, openDocument, UsageError, type Ask, type Command } from '../commandLine';

const tablesChecked = ['factors', 'trials', 'studies', 'claims', 'glossary'] as const;
const perPage = 1000;

export const check: Command = {
  name: 'check', usage: 'check FILE [--rules N1,N5] [--table T]', summary: 'Print what the rules find in a document, or in a CSV of trials', options: { rules: 'text', table: 'text' }, required: [],
  run: async (file, options, ask) => {
    const named = typeof options['rules'] === 'string' ? options['rules'].split(',').map((rule) => oneOf('rules', rule.trim(), ruleIds)) : null;
    if (named?.length === 0) throw new UsageError('--rules needs the name of a rule.');
    const table = typeof options['table'] === 'string' ? oneOf('table', options['table'], tablesChecked) : null;
    const folder = mkdtempSync(join(tmpdir(), 'lacuna-check-'));
    try {
      await openToCheck(ask, file, join(folder, 'checked.lacuna'));
      await ask('checkDocument', {});
      const findings = await allFindings(ask, named, table);
      await ask('closeDocument', {});
      const isClean = !findings.some(({ severity }) => severity === 'major' || severity === 'critical');
      return {
        exitCode: isClean ? 0 : 1,
        json: findings.map(({ rule, ruleVersion, severity, confidence, table: place, ordinal, rowId, field, quote, message, explanation }) => ({ rule, ruleVersion, severity, confidence, table: place, ordinal, rowId, field, quote, message, values: explanation.values })),
        text: findings.length === 0 ? 'Nothing found.' : [...findings.map(line), '', `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}.`].join('\n'),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** A document is copied through SQLite; a table of trials becomes a document. */
async function openToCheck(ask: Ask, file: string, path: string): Promise<void> {
  if (!isDatabase(file) && /\.(?:csv|tsv|tab|txt)$/iu.test(file)) {
    await ask('createDocument', { path, content: 'empty' });
    await ask('importRows', { table: 'trials', path: file });
    return;
  }
  await openDocument(ask, file, 'read');
  await ask('saveCopy', { path });
  await ask('openDocument', { path, access: 'write' });
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
  const sure = confidence === 'certain' ? '' : `, ${confidence}`;
  return `${rule}  ${severity}${sure}  ${table} ${ordinal} (${rowName})\n    ${ruleTitles[rule]}: ${message}${quote === '' ? '' : `\n    “${quote}”`}${fits.length === 0 ? '' : `\n    Would fit: ${fits.join('; ')}`}`;
}
