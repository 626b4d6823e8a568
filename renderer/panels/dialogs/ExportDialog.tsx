// Owns exporting a table: which, as seen or whole, which columns, which format; progress with Cancel; what was written.
import { Button, Checkbox, Modal, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { tables, type GridTable } from '../../../db/contract/columns';
import { exportFormats, exportTables } from '../../../db/contract/methods';
import { chooseDestination, deliver } from '../../client/files';
import { lacuna, messageOf } from '../../client/lacuna';
import { Problem } from '../../ui/Problem';
import { endProgress, isGridSection, tell, useWorkspace } from '../../workspace';

type Table = (typeof exportTables)[number];
type Format = (typeof exportFormats)[number];

const formats: Readonly<Record<Format, string>> = {
  docx: 'Word: three-line table (.docx)', xlsx: 'Excel, all cells as text (.xlsx)', csv: 'CSV (.csv)', tsv: 'Tab-separated (.tsv)', md: 'Markdown (.md)', json: 'JSON (.json)', latex: 'LaTeX (.tex)', html: 'Web page (.html)',
};

function isGridTable(table: Table): table is GridTable {
  return table !== 'conflicts' && table !== 'history';
}

/** The columns that a table as printed does not have: exported on request. */
function unpublished(table: Table): ReadonlySet<string> {
  return new Set(isGridTable(table) ? tables[table].columns.filter((column) => column.kind !== 'hidden' && !column.isPublished).map((column) => column.key) : []);
}

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const section = useWorkspace((state) => state.section);
  const view = useWorkspace((state) => state.view);
  const [table, setTable] = useState<Table>(section);
  const [format, setFormat] = useState<Format>('docx');
  const [isAsSeen, setAsSeen] = useState(false);
  const [includeExcluded, setIncludeExcluded] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(() => unpublished(section));
  const [callId, setCallId] = useState<string | null>(null);
  const [written, setWritten] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const progress = useWorkspace((state) => (callId === null ? undefined : state.progress[callId]));
  const canBeAsSeen = isGridSection(section) && table === section && view !== null;
  const columns = isGridTable(table) ? tables[table].columns.filter((column) => column.kind !== 'hidden') : [];
  const isAsPublished = columns.every((column) => left.has(column.key) !== column.isPublished);
  const kept = columns.filter((column) => !left.has(column.key)).map((column) => column.key);

  const write = async (): Promise<void> => {
    setProblem(null);
    setWritten(null);
    const extension = format === 'latex' ? 'tex' : format;
    const name = `${table === 'history' ? 'History' : tables[table].name}.${extension}`;
    const id = crypto.randomUUID();
    try {
      const path = await chooseDestination(name, extension, 'Export');
      if (path === null) return;
      setCallId(id);
      const done = await lacuna.call('exportTable', {
        table, format, path, includeExcluded, viewId: isAsSeen && canBeAsSeen ? view.viewId : null,
        columns: kept.length === 0 || isAsPublished ? null : kept,
      }, { callId: id });
      const said = await deliver(done.path);
      setWritten(done.path);
      tell(`${said} ${done.rows.toLocaleString()} ${done.rows === 1 ? 'row' : 'rows'}.`);
      if (lacuna.download !== null) onClose();
    } catch (refusal) {
      setProblem(messageOf(refusal));
    } finally {
      endProgress(id);
      setCallId(null);
    }
  };
  return (
    <Modal opened onClose={() => { if (callId !== null) lacuna.cancel(callId); onClose(); }} title="Export" size="lg" centered>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void write(); }}>
        <div className="row" style={{ alignItems: 'end' }}>
          <Select label="Table" allowDeselect={false} data={exportTables.map((each) => ({ value: each, label: each === 'history' ? 'History' : tables[each].name }))} value={table} onChange={(value) => { const next = exportTables.find((each) => each === value) ?? 'factors'; setTable(next); setLeft(unpublished(next)); }} />
          <Select label="Format" allowDeselect={false} w={260} data={(['docx', 'latex', 'xlsx', 'csv', 'tsv', 'md', 'html', 'json'] as const).map((each) => ({ value: each, label: formats[each] }))} value={format} onChange={(value) => setFormat(exportFormats.find((each) => each === value) ?? 'docx')} />
        </div>
        {canBeAsSeen && <SegmentedControl value={isAsSeen ? 'seen' : 'whole'} onChange={(value) => setAsSeen(value === 'seen')} data={[{ value: 'whole', label: 'The whole table, in printed order' }, { value: 'seen', label: `As seen: ${view.total.toLocaleString()} rows, filtered and sorted` }]} />}
        {columns.length > 0 && (
          <fieldset className="group">
            <legend>Columns</legend>
            <div className="row">{columns.map((column) => <Checkbox key={column.key} size="xs" label={column.heading} checked={!left.has(column.key)} onChange={(event) => { const next = new Set(left); if (event.currentTarget.checked) next.delete(column.key); else next.add(column.key); setLeft(next); }} />)}</div>
          </fieldset>
        )}
        {isGridTable(table) && !isAsSeen && <Checkbox size="xs" label="With excluded rows" checked={includeExcluded} onChange={(event) => setIncludeExcluded(event.currentTarget.checked)} />}
        <Problem text={problem} />
        {written !== null && <p style={{ margin: 0 }} role="status">Written to {written}. <Button size="compact-xs" variant="subtle" onClick={() => void lacuna.call('revealFile', { path: written })}>Show in folder</Button></p>}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          {progress !== undefined && <span className="muted" role="status">{progress.done.toLocaleString()} rows …</span>}
          {callId !== null ? <Button variant="default" onClick={() => lacuna.cancel(callId)}>Cancel</Button> : <Button variant="default" onClick={onClose}>Close</Button>}
          <Button type="submit" disabled={callId !== null || (columns.length > 0 && kept.length === 0)}>Export</Button>
        </div>
      </form>
    </Modal>
  );
}
