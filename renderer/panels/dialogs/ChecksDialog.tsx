// Owns the settings of the checks: α and a switch for each rule, kept in the file; and checking everything now, with
// progress and Cancel. Refuses an α that no test uses.
import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ruleIds, ruleTitles, type RuleId } from '../../../db/contract/findings';
import { lacuna, messageOf } from '../../client/lacuna';
import { useAnswer } from '../../client/useAnswer';
import { Problem } from '../../ui/Problem';
import { endProgress, tell, useWorkspace } from '../../workspace';

const families: readonly { readonly letter: string; readonly name: string }[] = [
  { letter: 'N', name: 'Printed numbers' }, { letter: 'F', name: 'Factors' }, { letter: 'R', name: 'Results and conclusions' }, { letter: 'D', name: 'Duplicates' }, { letter: 'X', name: 'Terms and references' },
];
const leastAlpha = 0.0001;
const mostAlpha = 0.5;

function alphaOf(text: string): number | null {
  const alpha = /^\s*0?[.,]\d{1,6}\s*$/u.test(text) ? Number(text.trim().replace(',', '.')) : Number.NaN;
  return alpha >= leastAlpha && alpha <= mostAlpha ? alpha : null;
}

export function ChecksDialog({ onClose }: { readonly onClose: () => void }) {
  const known = useAnswer('getCheckSettings', {}).value;
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const [alpha, setAlpha] = useState<string | null>(null);
  const [off, setOff] = useState<ReadonlySet<RuleId> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (known === null) return;
    setAlpha((typed) => typed ?? String(known.alpha));
    setOff((chosen) => chosen ?? new Set(known.off));
  }, [known]);
  const read = alphaOf(alpha ?? '');
  const isChanged = known !== null && off !== null && (read !== known.alpha || off.size !== known.off.length || known.off.some((rule) => !off.has(rule)));

  const save = async (): Promise<boolean> => {
    if (read === null || off === null) return false;
    try {
      const { waiting } = await lacuna.call('setCheckSettings', { alpha: read, off: ruleIds.filter((rule) => off.has(rule)) });
      tell(waiting === 0 ? 'The settings of the checks are kept in this file.' : 'The settings of the checks are kept in this file. The findings follow in the background.');
      return true;
    } catch (refusal) {
      setProblem(messageOf(refusal));
      return false;
    }
  };
  const toggle = (rule: RuleId, isOn: boolean): void => {
    const next = new Set(off);
    if (isOn) next.delete(rule);
    else next.add(rule);
    setOff(next);
  };
  return (
    <Modal opened onClose={onClose} title="Checks" size="lg">
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void save().then((isSaved) => { if (isSaved) onClose(); }); }}>
        <TextInput label="α, the level of significance" description="From 0.0001 to 0.5. What a p value decides is read against it." w={260} disabled={isReadOnly} value={alpha ?? ''} error={alpha !== null && read === null ? 'Write a number from 0.0001 to 0.5, for example 0.05.' : undefined} onChange={(event) => setAlpha(event.currentTarget.value)} data-autofocus />
        {families.map(({ letter, name }) => (
          <fieldset className="group" key={letter}>
            <legend>{name}</legend>
            <div className="ruleSwitches">
              {ruleIds.filter((rule) => rule.startsWith(letter)).map((rule) => (
                <Checkbox key={rule} size="xs" disabled={isReadOnly || off === null} label={`${rule} ${ruleTitles[rule]}`} checked={off !== null && !off.has(rule)} onChange={(event) => toggle(rule, event.currentTarget.checked)} />
              ))}
            </div>
          </fieldset>
        ))}
        <p className="muted" style={{ margin: 0 }}>A rule that is switched off takes its findings away; switched on, they are back, dismissed ones as dismissed.</p>
        <Problem text={problem} />
        <CheckNow isReady={!isChanged && !isReadOnly} whyNot={isReadOnly ? 'The document is open for reading only.' : 'Save the settings first.'} />
        <div className="row" style={{ justifyContent: 'flex-end' }}><Button variant="default" onClick={onClose}>{isChanged ? 'Cancel' : 'Close'}</Button><Button type="submit" disabled={isReadOnly || read === null || !isChanged}>Save</Button></div>
      </form>
    </Modal>
  );
}

function CheckNow({ isReady, whyNot }: { readonly isReady: boolean; readonly whyNot: string }) {
  const [callId, setCallId] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const progress = useWorkspace((state) => (callId === null ? undefined : state.progress[callId]));
  const check = async (): Promise<void> => {
    const id = crypto.randomUUID();
    setCallId(id);
    setSaid(null);
    try {
      const { rows, findings } = await lacuna.call('checkDocument', {}, { callId: id });
      setSaid(`${rows.toLocaleString()} rows are checked: ${findings === 1 ? '1 finding' : `${findings.toLocaleString()} findings`}.`);
    } catch (refusal) {
      setSaid(messageOf(refusal));
    } finally {
      endProgress(id);
      setCallId(null);
    }
  };
  useEffect(() => () => { if (callId !== null) lacuna.cancel(callId); }, [callId]);
  return (
    <div className="row">
      {callId === null
        ? <Button variant="default" disabled={!isReady} title={isReady ? undefined : whyNot} onClick={() => void check()}>Check now</Button>
        : <Button variant="default" onClick={() => lacuna.cancel(callId)}>Cancel checking</Button>}
      {progress !== undefined && progress.total !== null && <progress aria-label="Rows checked" value={progress.done} max={Math.max(1, progress.total)} />}
      <span className="muted" role="status">{callId === null ? (said ?? '') : progress === undefined ? 'Checking …' : `${progress.done.toLocaleString()}${progress.total === null ? '' : ` of ${progress.total.toLocaleString()}`}`}</span>
    </div>
  );
}
