// Owns importing: files, or a pasted table, become sources; each says what it was read as and how its columns are taken;
// the dry run says what becomes of every row; then all of it is written as one change. Nothing is written before that,
// and nothing at all when it is cancelled. Knows no format: what there is to choose comes from the core's report.
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { duplicateChoices, plannedKinds, type DuplicateChoice, type PlannedRowInfo } from '../../../../db/contract/imports';
import { chooseDestination, chooseFiles, deliver } from '../../../client/files';
import { lacuna, messageOf } from '../../../client/lacuna';
import { shownShortcut } from '../../../commands';
import { offerFiles } from '../../../dropping';
import { Problem } from '../../../ui/Problem';
import { useLatest } from '../../../ui/useLatest';
import { endProgress, getState, showSection, tell, useWorkspace, type OfferedFile } from '../../../workspace';
import { choicesOf, withColumn, withGuessedColumns, withReading, withTable, type SourceInDialog } from './importSources';
import { countOf, counted, doneWords, duplicateNames, importLabel, isWritten, kindNames, writtenCount, type PlannedKind } from './importWords';
import { PlannedRowDetail } from './PlannedRowDetail';
import { PlannedRows } from './PlannedRows';
import { rememberColumns } from './rememberedColumns';
import { SourceColumns } from './SourceColumns';
import { SourceFacts } from './SourceFacts';
import { SourceTabs } from './SourceTabs';
import { usePreview, type Previewed } from './usePreview';
import { useSources } from './useSources';
import { WorkProgress } from './WorkProgress';
import './import.css';

/** Rows that were taken out: of which source, on which line; and whether they are there only because duplicates are taken. */
type LeftOut = ReadonlyMap<string, { readonly sourceId: string; readonly line: number; readonly isDuplicate: boolean }>;
const mostPasted = 20_000_000;

export function ImportDialog({ offered, onClose }: { readonly offered: readonly OfferedFile[]; readonly onClose: () => void }) {
  const sources = useSources(offered);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [onDuplicate, setOnDuplicate] = useState<DuplicateChoice>('skip');
  const [kinds, setKinds] = useState<readonly PlannedKind[] | null>(null);
  const [leftOut, setLeftOut] = useState<LeftOut>(new Map());
  const [active, setActive] = useState(0);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [writingId, setWritingId] = useState<string | null>(null);
  const [cancelled] = useState(() => new Set<string>());
  const { refuse, recall, change } = sources;
  const preview = usePreview(sources.all, onDuplicate, kinds, refuse);
  const { shown } = preview;
  const chooseButton = useRef<HTMLButtonElement | null>(null);
  useEffect(() => { if (shown !== null) recall(shown.reports.map((report, index) => [shown.sourceIds[index] ?? '', report])); }, [shown, recall]);

  const chosen = sources.all.find(({ id }) => id === chosenId) ?? sources.all[0] ?? null;
  const reportOf = (id: string) => shown?.reports[shown.sourceIds.indexOf(id)] ?? null;
  const report = chosen === null || chosen.problem !== null ? null : reportOf(chosen.id);
  const names = shown === null ? [] : shown.sourceIds.map((id) => sources.all.find((source) => source.id === id)?.name ?? '');
  const keyOf = (row: PlannedRowInfo): string => `${shown?.sourceIds[row.source] ?? ''} ${row.line}`;
  const isLeftOut = (row: PlannedRowInfo): boolean => leftOut.has(keyOf(row));

  const pasted = useLatest((event: ClipboardEvent): void => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable="true"]') !== null) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const html = event.clipboardData?.getData('text/html') ?? '';
    event.preventDefault();
    if (text.trim() === '' && html.trim() === '') {
      if (files.length > 0) void offerFiles(files);
      else setProblem('The clipboard holds no text. Copy the cells of a table first.');
    } else if (text.length + html.length > mostPasted) setProblem('What was copied is larger than 20 MB. Save it as a file and import that.');
    else sources.paste(text, html);
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => pasted.get()(event);
    window.document.addEventListener('paste', onPaste);
    return () => window.document.removeEventListener('paste', onPaste);
  }, [pasted]);

  /** What was taken out of a source holds for the rows that it had. */
  const changeSource = (id: string, changed: (source: SourceInDialog) => SourceInDialog): void => {
    setLeftOut(new Map([...leftOut].filter(([, { sourceId }]) => sourceId !== id)));
    setProblem(null);
    change(id, changed);
  };
  const chooseKind = (kind: PlannedKind): void => {
    const next = kinds?.includes(kind) === true ? kinds.filter((each) => each !== kind) : [...(kinds ?? []), kind];
    setKinds(next.length === 0 ? null : next);
    setActive(0);
  };
  const toggle = (row: PlannedRowInfo): void => {
    if (!isWritten(row) || shown === null) return;
    const next = new Map(leftOut);
    if (!next.delete(keyOf(row))) next.set(keyOf(row), { sourceId: shown.sourceIds[row.source] ?? '', line: row.line, isDuplicate: row.kind === 'duplicate' });
    setLeftOut(next);
  };
  const chooseDuplicates = (choice: DuplicateChoice): void => {
    setLeftOut(new Map([...leftOut].filter(([, { isDuplicate }]) => !isDuplicate)));
    setOnDuplicate(choice);
    setActive(0);
  };

  const saveRefused = async (): Promise<void> => {
    if (shown === null || chosen === null) return;
    setProblem(null);
    try {
      const path = await chooseDestination(`${chosen.name.replace(/\.[^.]*$/u, '')} refused.csv`, 'csv', 'Save refused rows');
      if (path === null) return;
      const { rows } = await lacuna.call('saveRefused', { sources: [...shown.sources], onDuplicate, source: shown.sourceIds.indexOf(chosen.id), path });
      tell(`${counted(rows, 'refused row')}: ${await deliver(path)}`);
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  const add = async (): Promise<void> => {
    try {
      const files = await chooseFiles();
      if (files.length > 0) await offerFiles(files);
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  const write = async (previewed: Previewed): Promise<void> => {
    const id = crypto.randomUUID();
    setProblem(null);
    setWritingId(id);
    try {
      const lines = [...leftOut.values()].flatMap(({ sourceId, line }) => (previewed.sourceIds.includes(sourceId) ? [{ source: previewed.sourceIds.indexOf(sourceId), line }] : []));
      const done = await lacuna.call('importTables', { sources: [...previewed.sources], onDuplicate, leaveOut: lines, reason: reason.trim() === '' ? null : reason.trim() }, { callId: id });
      if (done.committed === null) return setProblem('There was nothing to write: every row is in the document already, or was taken out.');
      previewed.reports.forEach((each, index) => {
        const source = sources.all.find((candidate) => candidate.id === previewed.sourceIds[index]);
        if (source !== undefined && each.columns.length > 0) rememberColumns(window.localStorage, each.columns.map(({ heading }) => heading), choicesOf(source, each, new Date().toISOString()));
      });
      tell(`${cancelled.has(id) ? 'It was written before it could be cancelled. ' : ''}${doneWords(done.rows, done.studiesAdded, done.total, names, shownShortcut('Ctrl+Z'))}`);
      onClose();
      const tables = previewed.reports.map(({ table }) => table);
      const [first] = tables;
      if (first !== undefined && !tables.some((table) => table === getState().section)) await showSection(first);
    } catch (refusal) {
      setProblem(messageOf(refusal));
    } finally {
      endProgress(id);
      setWritingId(null);
    }
  };

  const cancelWriting = (): void => {
    if (writingId === null) return;
    cancelled.add(writingId);
    lacuna.cancel(writingId);
  };
  const close = (): void => {
    cancelWriting();
    onClose();
  };
  const broken = sources.all.filter((source) => source.problem !== null || (reportOf(source.id)?.problems.length ?? 0) > 0);
  const written = shown === null ? { count: 0, isMost: false } : writtenCount(shown.total, onDuplicate, leftOut.size);
  const isReady = shown !== null && preview.callId === null && writingId === null && preview.problem === null && !preview.isStopped && broken.length === 0 && written.count > 0 && sources.all.every(({ origin }) => origin.kind !== 'arriving');
  const activeRow = shown?.rows.get(active) ?? null;
  const activeReport = activeRow === null ? undefined : shown?.reports[activeRow.source];
  return (
    <Modal opened onClose={close} title="Import" size="min(1320px, 97vw)" yOffset="2.5vh" closeOnClickOutside={false} classNames={{ content: 'importModal', body: 'importBody' }}>
      <div className="importHead">
        <Button ref={chooseButton} variant={sources.all.length === 0 ? 'filled' : 'default'} onClick={() => void add()} data-autofocus>{sources.all.length === 0 ? 'Choose files…' : 'Add files…'}</Button>
        <span className="muted">or drop files here, or copy a table and paste it ({shownShortcut('Ctrl+V')})</span>
        <SourceTabs sources={sources.all} chosenId={chosen?.id ?? null} recordsOf={(id) => reportOf(id)?.counts.records ?? null} onChoose={setChosenId} />
      </div>
      {chosen === null ? <NothingYet /> : (
        <div className="importPanes">
          <div className="importPane" role={sources.all.length > 1 ? 'tabpanel' : 'region'} id="importSource" aria-label={chosen.name} tabIndex={0}>
            <div className="importSourceHead">
              <h2>{chosen.name}</h2>
              <Button size="compact-xs" variant="default" onClick={() => { changeSource(chosen.id, (source) => source); sources.remove(chosen.id); chooseButton.current?.focus(); }}>Remove from the import</Button>
            </div>
            {chosen.origin.kind === 'arriving' && chosen.problem === null && <p className="muted" role="status">On its way …</p>}
            <SourceFacts key={chosen.id} source={chosen} report={report} onReading={(reading) => changeSource(chosen.id, (source) => withReading(source, reading))} onTable={(table) => changeSource(chosen.id, (source) => withTable(source, table))} />
            {report !== null && report.columns.length > 0 && (
              <SourceColumns source={chosen} report={report} onColumn={(index, target) => changeSource(chosen.id, (source) => withColumn(source, index, target))} onGuessAgain={() => changeSource(chosen.id, withGuessedColumns)} />
            )}
          </div>
          <section className="importPane importRun" aria-label="What the import would do">
            {shown !== null && (
              <>
                <div className="row" role="group" aria-label="Show rows that are">
                  {plannedKinds.map((kind) => <button key={kind} type="button" className="chip" aria-pressed={kinds?.includes(kind) === true} onClick={() => chooseKind(kind)}>{kindNames[kind]} <strong>{countOf(shown.total, kind).toLocaleString('en')}</strong></button>)}
                  <span className="muted" role="status">{counted(shown.total.records, 'row')}{kinds === null ? '' : `, ${shown.rowCount.toLocaleString('en')} shown`}{leftOut.size === 0 ? '' : `, ${leftOut.size.toLocaleString('en')} taken out`}</span>
                </div>
                {shown.rowCount > 0 && <PlannedRows key={`${onDuplicate} ${kinds?.join(' ') ?? ''}`} previewed={shown} sourceNames={names} isLeftOut={isLeftOut} onToggle={toggle} active={Math.min(active, shown.rowCount - 1)} onActive={setActive} onNeed={preview.need} />}
                {shown.rowCount === 0 && <p className="muted">{shown.total.records === 0 ? 'There are no rows to judge yet.' : 'No row is of these kinds.'}</p>}
                {activeRow !== null && activeReport !== undefined && <PlannedRowDetail row={activeRow} report={activeReport} sourceNames={names} isLeftOut={isLeftOut(activeRow)} onToggle={toggle} />}
              </>
            )}
            {report !== null && report.counts.refused > 0 && <div><Button size="compact-xs" variant="default" onClick={() => void saveRefused()}>{`Save ${counted(report.counts.refused, 'refused row')} of ${report.name}…`}</Button></div>}
            <WorkProgress callId={writingId === null ? preview.callId : null} label="Reading" onCancel={preview.cancel} />
            {preview.isStopped && <p role="status">Reading was cancelled. <Button size="compact-xs" variant="default" onClick={preview.askAgain}>Read again</Button></p>}
            <Problem text={preview.problem} />
          </section>
        </div>
      )}
      {chosen !== null && <form className="importFoot" onSubmit={(event) => { event.preventDefault(); if (isReady && shown !== null) void write(shown); }}>
        <NativeSelect size="xs" label="Duplicates" value={onDuplicate} onChange={(event) => chooseDuplicates(duplicateChoices.find((choice) => choice === event.currentTarget.value) ?? 'skip')} data={duplicateChoices.map((choice) => ({ value: choice, label: duplicateNames[choice] }))} />
        <TextInput className="importReason" label="Reason (optional)" value={reason} maxLength={5000} onChange={(event) => setReason(event.currentTarget.value)} />
        <div className="importSay">
          <Problem text={problem} />
          <WorkProgress callId={writingId} label="Importing" onCancel={cancelWriting} />
          {writingId === null && problem === null && <span className="muted" role="status">{whyNot(sources.all, broken, shown, written.count, preview.callId !== null)}</span>}
        </div>
        <Button variant="default" onClick={close}>Close</Button>
        <Button type="submit" disabled={!isReady}>{importLabel(written)}</Button>
      </form>}
    </Modal>
  );
}

/** Why nothing can be imported as it stands; empty when it can, or when it is not known yet. */
function whyNot(all: readonly SourceInDialog[], broken: readonly SourceInDialog[], shown: Previewed | null, count: number, isAsking: boolean): string {
  const [first] = broken;
  if (all.length === 0) return '';
  if (first !== undefined) return `Mend ${first.name} or remove it from the import.`;
  if (shown === null || isAsking) return '';
  return count > 0 ? 'All of it is one change, and one undo takes it back.' : 'Nothing to import.';
}

function NothingYet() {
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly === true);
  return (
    <div className="importNothing">
      <p>Rows for factors, trials, claims and studies, from CSV and other delimited text, Excel workbooks, HTML tables, JSON, or the clipboard; studies also from RIS, PubMed, BibTeX, CSL-JSON, Web of Science and EndNote.</p>
      <p className="muted">{isReadOnly ? 'This document is open for reading only: nothing can be imported into it.' : 'First you see what would become of every row. Nothing is written before you say so.'}</p>
    </div>
  );
}
