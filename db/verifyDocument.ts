// Owns the whole check of a document: SQLite's own integrity, foreign keys, the journal's hash chain, and every cell
// against the journal. Reads only; says what each check found in a sentence.
import { LacunaError } from './contract/errors';
import type { VerifyReport } from './contract/types';
import { verifyJournal } from './journal/verifyJournal';
import { applicationId } from './migrations/migrations';
import type { DocumentFile } from './store/documentFile';

export interface VerifyControl { readonly signal: AbortSignal; readonly onChangeSets: (done: number, total: number) => void }

export async function verifyDocument(file: DocumentFile, control: VerifyControl): Promise<VerifyReport> {
  const checks: VerifyReport['checks'] = [];
  const { database, handle } = file;
  const isOurs = database.pragma('application_id', { simple: true }) === applicationId;
  checks.push({ name: 'Lacuna file', isOk: isOurs, detail: isOurs ? `Format ${file.schemaVersion}` : 'The file does not carry Lacuna\'s mark.' });
  const integrity = database.pragma('integrity_check(20)') as readonly { readonly integrity_check: string }[];
  const isWhole = integrity.length === 1 && integrity[0]?.integrity_check === 'ok';
  checks.push({ name: 'SQLite integrity', isOk: isWhole, detail: isWhole ? 'ok' : integrity.map((row) => row.integrity_check).join('; ') });
  const broken = database.pragma('foreign_key_check') as readonly unknown[];
  checks.push({ name: 'References between rows', isOk: broken.length === 0, detail: broken.length === 0 ? 'Every reference leads somewhere' : `${broken.length} references lead nowhere` });
  const total = handle.get<{ last: number | null }>('SELECT max(seq) AS last FROM change_set')?.last ?? 0;
  const proof = await verifyJournal(handle, async (done) => {
    control.onChangeSets(done, total);
    await new Promise((resolve) => { setImmediate(resolve); });
    if (control.signal.aborted) throw new LacunaError('cancelled', 'The check was cancelled.');
  });
  const isProved = proof.problems.length === 0;
  checks.push({ name: 'Journal', isOk: isProved, detail: isProved ? `${proof.changeSets} changes, chain whole, every cell as the journal says` : proof.problems.join(' ') });
  return { path: file.path, isOk: checks.every((check) => check.isOk), checks };
}
