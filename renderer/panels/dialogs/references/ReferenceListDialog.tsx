// Owns the reference list: style, numbering, which studies; the list as it will print; copied or saved. Styles come and go
// here too. What was chosen is remembered.
import { Button, Checkbox, Modal, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { listLanguages, numberingModes, type StyleInfo } from '../../../../db/contract/references';
import { chooseDestination, chooseStyle, deliver } from '../../../client/files';
import { lacuna, messageOf } from '../../../client/lacuna';
import { Problem } from '../../../ui/Problem';
import { endProgress, tell } from '../../../workspace';
import { WorkProgress } from '../import/WorkProgress';
import { choiceOf, firstChoice, keptChoice, languageOf, languageWords, listHtml, listText, numberingWords, withStyle, type ListChoice } from './listChoice';
import { ListedReferences } from './ListedReferences';
import { NumberChanges } from './NumberChanges';
import { useReferenceList } from './useReferenceList';
import './references.css';

const blockSize = 200;

export function ReferenceListDialog({ onClose }: { readonly onClose: () => void }) {
  const [styles, setStyles] = useState<readonly StyleInfo[]>([]);
  const [choice, setChoice] = useState<ListChoice | null>(null);
  const [includePrivate, setIncludePrivate] = useState(false);
  const [styleProblem, setStyleProblem] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [savingId, setSavingId] = useState<string | null>(null);
  const kept = choice === null ? null : keptChoice(choice);
  const { list, isCurrent, problem: listProblem, callId, want } = useReferenceList(kept, includePrivate);

  useEffect(() => {
    Promise.all([lacuna.call('listStyles', {}), lacuna.call('getPreferences', {})]).then(([known, { referenceList }]) => {
      const recalled = referenceList === null ? firstChoice : choiceOf(referenceList);
      setStyles(known);
      // A style that was removed since is not asked for again.
      setChoice(known.some(({ styleId }) => styleId === recalled.style) ? recalled : { ...recalled, style: firstChoice.style });
    }, (refusal: unknown) => setProblem(messageOf(refusal)));
  }, []);

  const choose = useCallback((next: ListChoice): void => {
    setChoice(next);
    const chosen = keptChoice(next);
    // Where it can't be kept, the list is made all the same.
    if (chosen !== null) lacuna.call('setPreferences', { referenceList: chosen }).catch(() => {});
  }, []);

  // The dialog opens whole, so that its first choice has the focus.
  if (choice === null) return problem === null ? null : <Modal opened onClose={onClose} title="Reference list" size="xl"><Problem text={problem} /></Modal>;
  const chosenStyle = styles.find(({ styleId }) => styleId === choice.style);

  const addStyle = async (): Promise<void> => {
    setStyleProblem(null);
    try {
      const path = await chooseStyle();
      if (path === null) return;
      const style = await lacuna.call('addStyle', { path });
      setStyles(await lacuna.call('listStyles', {}));
      choose(withStyle(choice, style));
      tell(`Added the style “${style.title}”.`);
    } catch (refusal) {
      setStyleProblem(messageOf(refusal));
    }
  };
  const removeStyle = async (style: StyleInfo): Promise<void> => {
    setStyleProblem(null);
    try {
      await lacuna.call('removeStyle', { styleId: style.styleId });
      const left = await lacuna.call('listStyles', {});
      const [first] = left;
      setStyles(left);
      if (first !== undefined) choose(withStyle(choice, first));
      tell(`Removed the style “${style.title}”.`);
    } catch (refusal) {
      setStyleProblem(messageOf(refusal));
    }
  };

  /** The whole list, whatever of it is here. */
  const copy = async (): Promise<void> => {
    if (kept === null || list === null) return;
    setProblem(null);
    const id = crypto.randomUUID();
    setSavingId(id);
    const whole = lacuna.call('formatReferences', { ...kept, includePrivate, end: 1_000_000 }, { callId: id });
    const blob = async (type: string, write: typeof listText): Promise<Blob> => new Blob([write((await whole).entries)], { type });
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob('text/plain', listText), 'text/html': blob('text/html', listHtml) })]);
      const { total } = await whole;
      tell(`Copied ${total.toLocaleString('en')} ${total === 1 ? 'reference' : 'references'}, as text and as HTML.`);
    } catch (thrown) {
      // A refusal of the core says more than the clipboard's.
      setProblem(await whole.then(() => messageOf(thrown), messageOf));
    } finally {
      endProgress(id);
      setSavingId(null);
    }
  };
  const save = async (format: 'text' | 'html'): Promise<void> => {
    if (kept === null) return;
    setProblem(null);
    const id = crypto.randomUUID();
    const extension = format === 'text' ? 'txt' : 'html';
    try {
      const path = await chooseDestination(`References.${extension}`, extension, 'Save the reference list');
      if (path === null) return;
      setSavingId(id);
      await lacuna.call('formatReferences', { ...kept, includePrivate, format, path, end: 0 }, { callId: id });
      tell(await deliver(path));
    } catch (refusal) {
      setProblem(messageOf(refusal));
    } finally {
      endProgress(id);
      setSavingId(null);
    }
  };
  const copyText = (text: string): void => void navigator.clipboard.writeText(text).then(() => tell('Copied the old → new list.'), (refusal: unknown) => setProblem(messageOf(refusal)));
  const isBusy = savingId !== null;
  const workId = savingId ?? callId;

  return (
    <Modal opened onClose={() => { if (savingId !== null) lacuna.cancel(savingId); onClose(); }} title="Reference list" size="xl">
      <div className="stack referenceList">
        <div className="referenceChoices">
          <Select label="Style" allowDeselect={false} searchable openOnFocus={false} data-autofocus data={styles.map(({ styleId, title, isOnBoard }) => ({ value: styleId, label: isOnBoard ? title : `${title} (added)` }))} value={choice.style} onChange={(value) => { const style = styles.find(({ styleId }) => styleId === value); if (style !== undefined) choose(withStyle(choice, style)); }} />
          <Select label="Numbering" allowDeselect={false} data={numberingModes.map((mode) => ({ value: mode, label: numberingWords[mode] }))} value={choice.mode} onChange={(value) => choose({ ...choice, mode: numberingModes.find((mode) => mode === value) ?? 'original' })} />
          {choice.mode === 'offset' && <TextInput label="Moved by" value={choice.by} error={kept === null ? 'Write a whole number, for example 100 or -12.' : undefined} onChange={(event) => choose({ ...choice, by: event.currentTarget.value })} />}
          <Select label="Language" allowDeselect={false} data={[{ value: 'own', label: 'The style’s own' }, ...listLanguages.map((language) => ({ value: language, label: languageWords[language] }))]} value={choice.language ?? 'own'} onChange={(value) => choose({ ...choice, language: languageOf(value) })} />
        </div>
        <div className="row">
          <SegmentedControl aria-label="Which studies" disabled={choice.mode === 'appearance'} value={choice.mode === 'appearance' ? 'cited' : choice.scope} onChange={(value) => choose({ ...choice, scope: value === 'cited' ? 'cited' : 'all' })} data={[{ value: 'all', label: 'All studies' }, { value: 'cited', label: 'Cited in Table 1 or 2' }]} />
          {(includePrivate || (list?.privateStudies ?? 0) > 0) && <Checkbox label="With private studies" checked={includePrivate} onChange={(event) => setIncludePrivate(event.currentTarget.checked)} />}
          <span style={{ flex: 1 }} />
          <Button size="compact-sm" variant="default" onClick={() => void addStyle()}>Add style…</Button>
          {chosenStyle?.isOnBoard === false && <Button size="compact-sm" variant="default" onClick={() => void removeStyle(chosenStyle)}>Remove this style</Button>}
        </div>
        <Problem text={styleProblem} />
        {list !== null && (
          <>
            <p role="status" style={{ margin: 0 }}>{sentence(list.total, list.unknown)}{list.privateStudies === 0 ? '' : ` Left out: ${list.privateStudies.toLocaleString('en')} private ${list.privateStudies === 1 ? 'study' : 'studies'}.`}</p>
            <ListedReferences entries={list.entries} total={list.total} styleTitle={list.style.title} isBusy={!isCurrent} onEnd={() => want(list.entries.length + blockSize)} />
            {list.entries.length < list.total && <div className="row"><span className="muted">The first {list.entries.length.toLocaleString('en')} of {list.total.toLocaleString('en')} are shown.</span><Button size="compact-xs" variant="default" onClick={() => want(list.total)}>Show all</Button></div>}
            <NumberChanges list={list} onCopy={copyText} />
          </>
        )}
        <Problem text={listProblem ?? problem} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <WorkProgress callId={workId} label="Setting references" onCancel={() => { if (workId !== null) lacuna.cancel(workId); }} />
          <Button variant="default" onClick={onClose}>Close</Button>
          <Button variant="default" disabled={kept === null || isBusy} onClick={() => void save('text')}>Save as text…</Button>
          <Button variant="default" disabled={kept === null || isBusy} onClick={() => void save('html')}>Save as HTML…</Button>
          <Button disabled={kept === null || list === null || list.total === 0 || isBusy} onClick={() => void copy()}>Copy</Button>
        </div>
      </div>
    </Modal>
  );
}

function sentence(total: number, unknown: number): string {
  if (total === 0) return 'No references.';
  const known = `${total.toLocaleString('en')} ${total === 1 ? 'reference' : 'references'}.`;
  return unknown === 0 ? known : `${known} Of ${unknown.toLocaleString('en')} the title is not yet known: import them as RIS, BibTeX or from PubMed to complete the list.`;
}
