// Owns the whole check of a document: SQLite's own integrity, foreign keys, the journal's hash chain, every cell against
// the journal, and the releases. Reads only; says what each check found in a sentence. A check that the damage itself stops is a
// check that failed, never an error: whether the file is sound is what was asked.
import { LacunaError } from './contract/errors';
import type { VerifyReport } from './contract/types';
import { verifyJournal } from './journal/verifyJournal';
import { applicationId } from './migrations/migrations';
import { verifyReleases } from './releases/verifyReleases';
import { pausing } from './runSteps';
import type { DocumentFile } from './store/documentFile';
import { schemaProblem } from './store/schema';

export interface VerifyControl { readonly signal: AbortSignal; readonly onChangeSets: (done: number, total: number) => void; readonly onRows: (done: number, total: number) => void }
interface Found { readonly isOk: boolean; readonly detail: string }

export async function verifyDocument(file: DocumentFile, control: VerifyControl): Promise<VerifyReport> {
  const checks: VerifyReport['checks'] = [];
  const check = async (name: string, look: () => Found | Promise<Found>): Promise<void> => {
    try {
      checks.push({ name, ...(await look()) });
    } catch (thrown) {
      if (thrown instanceof LacunaError || !file.database.open) throw thrown;
      checks.push({ name, isOk: false, detail: `This can't be read through (${thrown instanceof Error ? thrown.message : String(thrown)}).` });
    }
  };
  await check('Lacuna file', () => {
    const isOurs = file.database.pragma('application_id', { simple: true }) === applicationId;
    const problem = isOurs ? schemaProblem(file.database) : 'it does not carry Lacuna\'s mark';
    return { isOk: problem === null, detail: problem === null ? `Format ${file.schemaVersion}` : `Not a whole Lacuna file: ${problem}.` };
  });
  await check('SQLite integrity', () => {
    const said = file.database.pragma('integrity_check(20)') as readonly { readonly integrity_check: string }[];
    const isWhole = said.length === 1 && said[0]?.integrity_check === 'ok';
    return { isOk: isWhole, detail: isWhole ? 'ok' : said.map((row) => row.integrity_check).join('; ') };
  });
  await check('References between rows', () => {
    const { length } = file.database.pragma('foreign_key_check') as readonly unknown[];
    return { isOk: length === 0, detail: length === 0 ? 'Every reference leads somewhere' : `${length} references lead nowhere` };
  });
  await check('Journal', () => checkJournal(file, control));
  await check('Releases', () => checkReleases(file, control));
  return { path: file.path, isOk: checks.every((each) => each.isOk), checks };
}

async function checkJournal({ handle }: DocumentFile, { signal, onChangeSets }: VerifyControl): Promise<Found> {
  const total = handle.get<{ last: number | null }>('SELECT max(seq) AS last FROM change_set')?.last ?? 0;
  const { changeSets, problems } = await verifyJournal(handle, async (done) => {
    onChangeSets(done, total);
    await new Promise((resolve) => { setImmediate(resolve); });
    if (signal.aborted) throw new LacunaError('cancelled', 'The check was cancelled.');
  });
  return problems.length === 0 ? { isOk: true, detail: `${changeSets} changes, chain whole, every cell as the journal says` } : { isOk: false, detail: problems.join(' ') };
}

async function checkReleases({ handle }: DocumentFile, { signal, onRows }: VerifyControl): Promise<Found> {
  const { releases, problems } = await verifyReleases(handle, pausing({ signal, onStep: onRows }, 'The check was cancelled.'));
  if (problems.length > 0) return { isOk: false, detail: problems.join(' ') };
  return { isOk: true, detail: releases === 0 ? 'None yet' : `${releases} as written; the latest can be had back to the letter` };
}
