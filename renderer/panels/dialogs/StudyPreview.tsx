// Owns what the file would say of a study and its use while they are typed: what a trial is read as, what it agrees with,
// what it is at odds with. Asked after a pause; nothing is written. Refuses to stand in the way of adding it.
import { useDebouncedValue } from '@mantine/hooks';
import type { TrialEvidenceInfo } from '../../../db/contract/evidence';
import type { Input } from '../../../db/contract/methods';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import { Agreement, agreeingClaims, Disagreement } from '../findings/Agreement';
import { Arms } from '../inspector/TrialEvidence';
import { armsInWords, resultInWords } from '../inspector/trialResults';

const pauseMs = 350;

/** `addition` null: there is nothing yet to look at. */
export function StudyPreview({ addition }: { readonly addition: Input<'previewStudy'> | null }) {
  const [question] = useDebouncedValue(addition === null ? null : JSON.stringify(addition), pauseMs);
  const { value, problem } = useAnswer('previewStudy', question === null ? null : JSON.parse(question) as Input<'previewStudy'>);
  if (addition === null) return null;
  const isHere = value !== null;
  const isTrial = addition.use.kind !== 'none' && addition.use.table === 'trials';
  const rowId = value?.rowId ?? null;
  return (
    <section className="group stack" aria-label="What the file says of it" aria-live="polite">
      {problem === null && isTrial && <><Read evidence={value?.evidence ?? null} /><Disagreement findings={value?.findings ?? []} isHere={isHere} isPreview /></>}
      {problem === null && !isTrial && <Agreement agreeing={agreeingClaims(value?.molecules ?? [], (claim) => claim.claimId === rowId || claim.fromRow?.rowId === rowId)} findings={value?.findings ?? []} isHere={isHere} isPreview />}
      <Problem text={problem} />
    </section>
  );
}

function Read({ evidence }: { readonly evidence: TrialEvidenceInfo | null }) {
  if (evidence === null) return null;
  const results = evidence.results.filter(({ lifecycle }) => lifecycle !== 'withdrawn');
  return (
    <>
      <Arms arms={evidence.arms} total={evidence.total?.printedN ?? null} />
      <section aria-label="Results read from the text">
        <h3 className="answerHead">Results read from the text <span className="muted">{results.length}</span></h3>
        <ul className="plainList">
          {results.map((result) => <li key={result.resultId}><span className="muted">{[result.outcome === '' ? result.outcomeClass : result.outcome, armsInWords(result, evidence.arms)].filter((part) => part !== '').join(' · ')}</span> {resultInWords(result).join(' · ')}</li>)}
        </ul>
      </section>
    </>
  );
}
