// Owns what a source was read as: format, encoding, sheet, headings, what stands above them, decimal commas; each of it
// changeable. What was found is said; what is chosen instead goes back to the core, which reads the source again.
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { tables } from '../../../../db/contract/columns';
import { delimiters, encodings, importedTables, referenceFormats, type ImportedTable, type ImportSourceReport } from '../../../../db/contract/imports';
import { Problem } from '../../../ui/Problem';
import type { ReadingChoices, SourceInDialog } from './importSources';
import { delimiterName, encodingName, formatName, quoteName } from './importWords';

interface Props {
  readonly source: SourceInDialog;
  /** null: it could not be read yet. */
  readonly report: ImportSourceReport | null;
  readonly onReading: (change: ReadingChoices) => void;
  readonly onTable: (table: ImportedTable | null) => void;
}

/** What was found stands first, and can be gone back to. */
const found = '';
/** A select's own word for "no quotation marks". */
const noQuote = 'none';

export function SourceFacts({ source, report, onReading, onTable }: Props) {
  const { reading } = source;
  const isText = report === null ? source.origin.kind !== 'pasted' : report.delimiter !== null;
  const hidden = report === null ? [] : report.sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name);
  return (
    <fieldset className="group">
      <legend>What it is{report === null ? '' : `: ${formatName(report.format)}`}</legend>
      <div className="importFacts">
        <NativeSelect size="xs" label="Goes into" value={source.table ?? found} onChange={(event) => onTable(importedTables.find((table) => table === event.currentTarget.value) ?? null)}
          data={[{ value: found, label: asFound(report === null || source.table !== null ? null : tables[report.table].name) }, ...importedTables.map((table) => ({ value: table, label: tables[table].name }))]} />
        {(report === null ? isText : report.encoding !== null) && (
          <NativeSelect size="xs" label="Encoding" value={reading.encoding ?? found} onChange={(event) => onReading({ encoding: encodings.find((encoding) => encoding === event.currentTarget.value) })}
            data={[{ value: found, label: asFound(reading.encoding === undefined && report !== null ? encodingName(report.encoding ?? '') : null) }, ...encodings.map((encoding) => ({ value: encoding, label: encodingName(encoding) }))]} />
        )}
        {isText && (
          <>
            <NativeSelect size="xs" label="Delimiter" value={reading.delimiter ?? found} onChange={(event) => onReading({ delimiter: delimiters.find((delimiter) => delimiter === event.currentTarget.value) })}
              data={[{ value: found, label: asFound(reading.delimiter === undefined && report !== null ? delimiterName(report.delimiter ?? '') : null) }, ...delimiters.map((delimiter) => ({ value: delimiter, label: delimiterName(delimiter) }))]} />
            <NativeSelect size="xs" label="Quotation marks" value={reading.quote === null ? noQuote : (reading.quote ?? found)} onChange={(event) => onReading({ quote: quoteOf(event.currentTarget.value) })}
              data={[{ value: found, label: asFound(reading.quote === undefined && report !== null ? quoteName(report.quote) : null) }, { value: '"', label: quoteName('"') }, { value: "'", label: quoteName("'") }, { value: noQuote, label: quoteName(null) }]} />
          </>
        )}
        {report !== null && report.sheets.length > 0 && (
          <NativeSelect size="xs" label="Sheet" value={report.sheet ?? found} onChange={(event) => onReading({ sheet: event.currentTarget.value })}
            data={report.sheets.map(({ name, isHidden }) => ({ value: name, label: isHidden ? `${name} (hidden)` : name }))} />
        )}
        {report !== null && report.sheets.length > 0 && (
          <NativeSelect size="xs" label="Numbers" value={reading.numbers ?? 'printed'} onChange={(event) => onReading({ numbers: event.currentTarget.value === 'stored' ? 'stored' : 'printed' })}
            data={[{ value: 'printed', label: 'As the sheet shows them' }, { value: 'stored', label: 'With all kept places' }]} />
        )}
        {report !== null && referenceFormats.some((format) => format === report.format) && <FirstNumber number={reading.firstNumber ?? null} onChange={(firstNumber) => onReading({ firstNumber })} />}
        {(report === null || report.columns.length > 0) && <HeadingLine line={report === null ? (reading.headingLine ?? null) : (report.headingLine ?? 0)} isChosen={reading.headingLine !== undefined} onChange={(headingLine) => onReading({ headingLine })} />}
      </div>
      {hidden.length > 0 && <p style={{ margin: '8px 0 0' }}>{hidden.length === 1 ? '1 sheet is hidden' : `${hidden.length.toLocaleString('en')} sheets are hidden`}: {hidden.join(', ')}.</p>}
      <Problem text={source.problem} />
      {report?.problems.map((problem) => <Problem key={problem} text={problem} />)}
      {report !== null && report.notes.length > 0 && <ul className="importNotes">{report.notes.map((note) => <li key={note}>{note}</li>)}</ul>}
      {report !== null && report.above.length > 0 && (
        <details className="importAbove">
          <summary>Above the headings</summary>
          <ol>{report.above.map(({ line, cells }) => <li key={line} value={line}>{cells.filter((cell) => cell.trim() !== '').join(' · ').slice(0, 300) || <span className="muted">empty</span>}</li>)}</ol>
        </details>
      )}
      {report !== null && (report.decimalComma.state === 'maybe' || reading.decimalComma !== undefined) && <DecimalCommas report={report} isPoint={reading.decimalComma ?? null} onChange={(decimalComma) => onReading({ decimalComma })} />}
    </fieldset>
  );
}

function asFound(name: string | null): string {
  return name === null ? 'As found' : `${name}, as found`;
}

function quoteOf(value: string): '"' | "'" | null | undefined {
  return value === noQuote ? null : value === '"' || value === "'" ? value : undefined;
}

/** Written and left, not at each key: each reads the source again. */
function HeadingLine({ line, isChosen, onChange }: { readonly line: number | null; readonly isChosen: boolean; readonly onChange: (line: number | undefined) => void }) {
  const [typed, setTyped] = useState(line === null ? '' : String(line));
  useEffect(() => setTyped(line === null ? '' : String(line)), [line]);
  const number = /^\d{1,7}$/u.test(typed.trim()) ? Number(typed) : null;
  const leave = (): void => { if (number !== null && number !== line) onChange(number); };
  return (
    <div>
      <TextInput label="Line of the headings" placeholder="0: there are none" inputMode="numeric" value={typed} error={number === null && typed !== '' ? 'Write the number of a line; 0 when there are no headings.' : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)} onBlur={leave} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); leave(); } }} />
      {isChosen && <Button size="compact-xs" variant="subtle" onClick={() => onChange(undefined)}>Find it again</Button>}
    </div>
  );
}

/** A reference list in its own order: its records complete the studies of these numbers. Left empty they are found by what they say. */
function FirstNumber({ number, onChange }: { readonly number: number | null; readonly onChange: (number: number | undefined) => void }) {
  const [typed, setTyped] = useState(number === null ? '' : String(number));
  useEffect(() => setTyped(number === null ? '' : String(number)), [number]);
  const wanted = typed.trim() === '' ? undefined : /^[1-9]\d{0,5}$/u.test(typed.trim()) ? Number(typed) : null;
  const leave = (): void => { if (wanted !== null && (wanted ?? null) !== number) onChange(wanted); };
  return (
    <TextInput label="First record is reference" placeholder="not numbered" inputMode="numeric" value={typed} error={wanted === null ? 'Write a number from 1 on, or leave it empty.' : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)} onBlur={leave} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); leave(); } }} />
  );
}

function DecimalCommas({ report, isPoint, onChange }: { readonly report: ImportSourceReport; readonly isPoint: boolean | null; readonly onChange: (isPoint: boolean) => void }) {
  const { cells, examples } = report.decimalComma;
  const shown = examples.slice(0, 3).map(({ text, line }) => `“${text}” on line ${line.toLocaleString('en')}`).join(', ');
  return (
    <Radio.Group className="importCommas" label="Are commas decimal points here?" description={`${cells === 1 ? 'One cell has' : `${cells.toLocaleString('en')} cells have`} a number with a comma${shown === '' ? '' : `: ${shown}`}.`} value={isPoint === null ? null : isPoint ? 'point' : 'comma'} onChange={(value) => onChange(value === 'point')}>
      <div className="row" style={{ marginTop: 6, gap: 18 }}>
        <Radio size="xs" value="point" label="Yes: 0,65 becomes 0.65" />
        <Radio size="xs" value="comma" label="No: leave them as they stand" />
      </div>
    </Radio.Group>
  );
}
