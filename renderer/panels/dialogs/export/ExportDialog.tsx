// Owns exporting a table or the whole document: which, which rows and columns, how it prints, under which preset; the preview,
// progress with Cancel, and what was written with its manifest.
import { Button, Checkbox, Modal, SegmentedControl, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useEffect, useState } from 'react';
import { isGridTable } from '../../../../db/contract/tableNames';
import { exportSubjects, isPageFormat, type ExportPreset, type ExportSubject } from '../../../../db/contract/exports';
import { chooseDestination, deliver } from '../../../client/files';
import { lacuna, messageOf } from '../../../client/lacuna';
import { useAnswer } from '../../../client/useAnswer';
import { trackedText } from '../../releases/states';
import { Problem } from '../../../ui/Problem';
import { endProgress, isGridSection, useWorkspace } from '../../../workspace';
import { chosenTables, documentStem, extensionOf, formatName, formatsOf, fromPreset, isStudyFormat, remember, tableName, tableNamed, writtenTables, withTable, plainChoices, type ExportState } from './exportChoices';
import { ExportColumns } from './ExportColumns';
import { ExportNotes, ExportNumbers, ExportPage } from './ExportPage';
import { ExportPresets } from './ExportPresets';
import { ExportPreviewPane } from './ExportPreviewPane';
import { ExportTables } from './ExportTables';
import './export.css';

const pauseMs = 250;
interface Written { readonly sentence: string; readonly path: string; readonly manifestPath: string; readonly packagePath: string | null }

function firstState(subject: ExportSubject): ExportState {
  return withTable({ table: subject, format: 'docx', isAsSeen: false, choices: plainChoices(), preset: null, since: null }, subject, localStorage);
}

/** `isWhole`: begins with the document instead of the table that is shown. */
export function ExportDialog({ isWhole, onClose }: { readonly isWhole: boolean; readonly onClose: () => void }) {
  const section = useWorkspace((state) => (state.section === 'releases' ? 'factors' : state.section));
  const view = useWorkspace((state) => state.view);
  const document = useWorkspace((state) => state.document);
  const isReadOnly = document?.isReadOnly === true;
  const [state, setState] = useState(() => firstState(isWhole ? 'document' : section));
  const [callId, setCallId] = useState<string | null>(null);
  const [written, setWritten] = useState<Written | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const progress = useWorkspace((workspace) => (callId === null ? undefined : workspace.progress[callId]));
  const { table, format, choices } = state;
  const canBeAsSeen = isGridSection(section) && table === section && view !== null;
  const viewId = state.isAsSeen && canBeAsSeen ? view.viewId : null;
  const isTracked = format === 'docx' && isGridTable(table) && state.since !== null;
  const releases = useAnswer('listReleases', {}).value?.releases ?? [];
  const [presets, readPresets] = usePresets();
  const isDocument = table === 'document';
  const question = isStudyFormat(format) ? null : { table, format, viewId, ...choices, ...(isDocument ? { tables: chosenTables(state) } : {}) };
  const [asked] = useDebouncedValue(JSON.stringify(question), pauseMs);
  const preview = useAnswer('previewExport', JSON.parse(asked));

  const change = (next: ExportState): void => {
    setWritten(null);
    setProblem(null);
    setState(next);
  };
  const write = async (): Promise<void> => {
    setProblem(null);
    setWritten(null);
    const id = crypto.randomUUID();
    try {
      const extension = extensionOf(table, format);
      const path = await chooseDestination(`${isDocument && document !== null ? documentStem(document) : tableName(table)}.${extension}`, extension, 'Export');
      if (path === null) return;
      setCallId(id);
      const done = await lacuna.call('exportTable', { ...choices, table, format, path, viewId, preset: state.preset, since: isTracked ? state.since : null }, { callId: id });
      const said = await deliver(done.path);
      // Where there is a preview, it has said this.
      const lacks = question === null ? done.leftOut.map((each) => ` Left out: ${each.charAt(0).toLowerCase()}${each.slice(1)}`).join('') : '';
      remember(localStorage, state);
      setWritten({ ...done, sentence: `${said} ${done.rows.toLocaleString()} ${done.rows === 1 ? 'row' : 'rows'}.${lacks}${done.tracked === undefined ? '' : ` ${trackedText(done.tracked)}`}${writtenTables(done)}` });
    } catch (refusal) {
      setProblem(messageOf(refusal));
    } finally {
      endProgress(id);
      setCallId(null);
    }
  };
  const keep = async (name: string): Promise<ExportPreset> => lacuna.call('savePreset', { name, table, format, choices, viewId });
  const rowChoices = [
    { value: 'whole', label: 'The whole table' },
    ...(choices.rows === null ? [] : [{ value: 'preset', label: 'As the preset has them' }]),
    ...(canBeAsSeen ? [{ value: 'seen', label: `As seen: ${view.total.toLocaleString()} rows` }] : []),
  ];
  const isOfColumns = isGridTable(table) && !isStudyFormat(format);

  return (
    <Modal opened onClose={() => { if (callId !== null) lacuna.cancel(callId); onClose(); }} title="Export" size="min(1400px, 96vw)" centered>
      <form onSubmit={(event) => { event.preventDefault(); void write(); }}>
        <div className="exportBody">
          <div className="exportForm">
            <div className="row" style={{ alignItems: 'end' }}>
              <Select size="xs" label="Table" allowDeselect={false} w={148} data={exportSubjects.map((each) => ({ value: each, label: tableName(each) }))} value={table} onChange={(value) => change(withTable(state, tableNamed(value), localStorage))} />
              <Select size="xs" label="Format" allowDeselect={false} w={234} data={formatsOf(table).map((each) => ({ value: each, label: formatName(table, each) }))} value={format} onChange={(value) => change({ ...state, format: formatsOf(table).find((each) => each === value) ?? 'docx' })} />
            </div>
            {(isGridTable(table) || isDocument) && <ExportPresets presets={presets} chosen={state.preset} isReadOnly={isReadOnly} keep={keep} onChoose={(preset) => change(preset === null ? { ...state, preset: null } : fromPreset(preset))} onChanged={readPresets} />}
            {rowChoices.length > 1 && <SegmentedControl size="xs" value={viewId !== null ? 'seen' : choices.rows === null ? 'whole' : 'preset'} onChange={(value) => change({ ...state, isAsSeen: value === 'seen', ...(value === 'whole' ? { choices: { ...choices, rows: null } } : {}) })} data={rowChoices} />}
            {(isGridTable(table) || isDocument) && viewId === null && choices.rows === null && <Checkbox size="xs" label="With excluded rows" checked={choices.includeExcluded} onChange={(event) => change({ ...state, choices: { ...choices, includeExcluded: event.currentTarget.checked } })} />}
            <Checkbox size="xs" label="With what is private: studies, notes, columns" checked={choices.includePrivate} onChange={(event) => change({ ...state, choices: { ...choices, includePrivate: event.currentTarget.checked } })} />
            {(format === 'csv' || format === 'tsv') && <Checkbox size="xs" label="For Excel: with a byte order mark, and nothing that Excel would run" checked={choices.isForExcel} onChange={(event) => change({ ...state, choices: { ...choices, isForExcel: event.currentTarget.checked } })} />}
            {isDocument && <ExportTables state={state} onChange={change} />}
            {isOfColumns && <ExportColumns state={state} onChange={change} />}
            {(isOfColumns || isDocument) && <ExportNumbers state={state} onChange={change} />}
            {isPageFormat(format) && <ExportPage state={state} onChange={change} />}
            {isOfColumns && format === 'docx' && releases.length > 0 && <Select size="xs" label="Changes tracked since" clearable placeholder="Not tracked" value={state.since} onChange={(since) => change({ ...state, since })} data={releases.map(({ version }) => ({ value: version, label: `Release ${version}` }))} />}
            {(isOfColumns || isDocument) && (isPageFormat(format) || format === 'xlsx') && <ExportNotes state={state} onChange={change} />}
          </div>
          {isStudyFormat(format)
            ? <div className="exportPreview"><p>One record a study, for reference managers. Studies of which only the number is known are left out.</p></div>
            : <ExportPreviewPane preview={preview.value} problem={preview.problem} isPage={isPageFormat(format)} />}
        </div>
        <div className="exportFoot">
          <div className="exportSay">
            <Problem text={problem} />
            {written !== null && <WrittenLine written={written} />}
            {progress !== undefined && <span className="muted" role="status">{progress.label}: {progress.done.toLocaleString()} …</span>}
          </div>
          {callId !== null ? <Button variant="default" onClick={() => lacuna.cancel(callId)}>Cancel</Button> : <Button variant="default" onClick={onClose}>Close</Button>}
          <Button type="submit" disabled={callId !== null}>Export</Button>
        </div>
      </form>
    </Modal>
  );
}

/** The presets of the document, and reading them again. */
function usePresets(): readonly [presets: readonly ExportPreset[], readAgain: () => void] {
  const [presets, setPresets] = useState<readonly ExportPreset[]>([]);
  const read = useCallback(() => { lacuna.call('listPresets', {}).then(setPresets, () => {}); }, []); // without a document there is nothing to export either, which the preview tells
  useEffect(read, [read]);
  return [presets, read];
}

function WrittenLine({ written: { sentence, path, manifestPath, packagePath } }: { readonly written: Written }) {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const fetched = (name: string, companion: string) => (
    <Button key={name} size="compact-xs" variant="subtle" disabled={said[name] !== undefined} onClick={() => void deliver(companion).then((sentenceOf) => setSaid({ ...said, [name]: sentenceOf }), (thrown: unknown) => setSaid({ ...said, [name]: messageOf(thrown) }))}>{said[name] ?? `Download its ${name}`}</Button>
  );
  return (
    <p style={{ margin: 0 }} role="status">
      {sentence}{' '}
      {lacuna.download === null
        ? <>{packagePath === null ? 'Its manifest lies' : 'Its manifest and data package lie'} beside it. <Button size="compact-xs" variant="subtle" onClick={() => void lacuna.call('revealFile', { path })}>Show in folder</Button></>
        : <>{fetched('manifest', manifestPath)}{packagePath !== null && fetched('data package', packagePath)}</>}
    </p>
  );
}
