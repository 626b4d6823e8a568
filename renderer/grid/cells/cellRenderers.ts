// Owns how cells look: plain elements, no React, refreshed in place. Text is only ever set as text. Refuses controls:
// what can be done with a cell is done by keys, the editor and the inspector.
import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import { tables } from '../../../db/contract/columns';
import { FindingState, RuleId, ruleTitles, stateName, type FindingSeverity } from '../../../db/contract/findings';
import type { GridRow } from '../../../db/contract/types';
import { cellText, isMissing } from '../../../db/contract/values';
import { flagsColumn, ordinalColumn } from '../gridLayout';
import type { CellContext, ShownCell } from './cellContext';
import { findingsInWords, flagInWords, flagShape, isSettled, lifecycleInWords, severityShape, statusText } from './flagWords';
import { segmentsOf, type Segment } from '../marks/segments';

type Params = ICellRendererParams<GridRow, string, CellContext>;

function setAttribute(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function piece(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

abstract class Cell implements ICellRendererComp<GridRow> {
  protected readonly box = document.createElement('div');

  init(params: Params): void {
    this.refresh(params);
  }

  getGui(): HTMLElement {
    return this.box;
  }

  refresh(params: Params): boolean {
    const key = params.column?.getColId() ?? '';
    const row = params.data;
    params.context.paint(params.eGridCell, params.node.rowIndex ?? -1, key);
    if (row === undefined) {
      this.box.className = 'lg-loading';
      this.box.replaceChildren();
    } else {
      this.draw(row, key, params);
    }
    return true;
  }

  protected abstract draw(row: GridRow, key: string, params: Params): void;
}

function markState(cell: HTMLElement, { state }: ShownCell, isMember: boolean): void {
  const isRefused = state?.kind === 'refused';
  setAttribute(cell, 'aria-invalid', isRefused ? 'true' : null);
  setAttribute(cell, 'title', isRefused ? `${state.reason} Press Enter to try again or discard.` : null);
  setAttribute(cell, 'data-state', state === null || state.kind === 'written' ? null : state.kind);
  setAttribute(cell, 'data-member', isMember ? 'true' : null);
}

function isMemberOfConflict(row: GridRow, field: string): boolean {
  return row.flags.some((flag) => !isSettled(flag) && flag.fields.includes(field));
}

export class TextCell extends Cell {
  protected draw(row: GridRow, key: string, params: Params): void {
    const shown = params.context.shown(row, key);
    this.box.className = isMissing(shown.value) ? 'lg-text lg-missing' : 'lg-text';
    const text = cellText(shown.value);
    const marks = shown.state === null ? params.context.marks(row, key) : [];
    if (marks.length === 0) this.box.textContent = text;
    else this.box.replaceChildren(...segmentsOf(text, marks).map((segment) => marked(segment, params.context)));
    markState(params.eGridCell, shown, isMemberOfConflict(row, key));
  }
}

export class ReferencesCell extends Cell {
  protected draw(row: GridRow, key: string, params: Params): void {
    const shown = params.context.shown(row, key);
    this.box.className = 'lg-text lg-references';
    if (shown.typed !== null) this.box.textContent = shown.typed;
    else this.box.replaceChildren(...shown.cites.flatMap((cite, index) => {
      const number = piece('lg-reference', String(cite.number));
      number.title = `[${cite.number}] ${cite.label}`;
      return [index === 0 ? '[' : ', ', number];
    }), shown.cites.length === 0 ? '' : ']');
    markState(params.eGridCell, shown, isMemberOfConflict(row, key));
  }
}

/** A rule by its name as well, a state in the words of its rule. */
export class FindingCell extends Cell {
  protected draw(row: GridRow, key: string): void {
    const text = cellText(row.values[key]);
    const rule = RuleId.safeParse(row.values['rule']);
    this.box.className = 'lg-text';
    if (!rule.success) this.box.textContent = text;
    else if (key === 'rule') this.box.replaceChildren(piece('lg-rule', text), ` ${ruleTitles[rule.data]}`);
    else if (key === 'severity') this.box.replaceChildren(piece(`lg-badge lg-badge-${text}`, text));
    else {
      const state = FindingState.safeParse(text);
      this.box.textContent = state.success ? stateName(rule.data, state.data) : text;
    }
  }
}

export class OrdinalCell extends Cell {
  protected draw(row: GridRow): void {
    this.box.className = 'lg-ordinal';
    this.box.textContent = String(row.ordinal);
  }
}

export class StatusCell extends Cell {
  protected draw(row: GridRow): void {
    this.box.className = 'lg-badges';
    this.box.title = statusText(row);
    const lifecycle = lifecycleInWords(row.lifecycle);
    this.box.replaceChildren(
      ...(lifecycle === null ? [] : [piece('lg-badge lg-badge-lifecycle', lifecycle)]),
      ...(row.isPrivate ? [piece('lg-badge lg-badge-lifecycle', 'Private')] : []),
      ...(row.findings.count === 0 || row.findings.worst === null ? [] : [findingsBadge(row.findings.count, row.findings.worst)]),
      ...(row.flags.length > 1 ? [piece('lg-count', `${row.flags.length} conflicts`)] : []),
      ...row.flags.map((flag) => {
        const badge = piece(`lg-badge lg-badge-${isSettled(flag) ? 'settled' : flag.severity}`, '');
        const shape = piece('lg-shape', flagShape(flag));
        shape.setAttribute('aria-hidden', 'true');
        badge.append(shape, ` ${flagInWords(flag)}`);
        badge.title = `${flag.title} (${flag.kind}, ${flag.severity}, ${flag.status})`;
        return badge;
      }),
    );
  }
}

function findingsBadge(count: number, worst: FindingSeverity): HTMLElement {
  const badge = piece(`lg-badge lg-badge-${worst} lg-findings`, '');
  const shape = piece('lg-shape', severityShape(worst));
  shape.setAttribute('aria-hidden', 'true');
  badge.append(shape, ` ${findingsInWords(count)}`);
  badge.append(piece('lg-unseen', `, ${worst}`));
  badge.dataset['findings'] = '';
  // Its card says more than the status in words.
  badge.title = '';
  return badge;
}

/** A stretch of text under its marks: the line's form says what it is, its colour repeats it. */
function marked({ text, findingIds, severity, resultIds }: Segment, context: CellContext): HTMLElement | string {
  if (findingIds.length === 0 && resultIds.length === 0) return text;
  const span = piece(severity === null ? 'lg-result' : `lg-finding lg-finding-${severity}`, text);
  if (findingIds.length > 0) span.dataset['findings'] = findingIds.join(' ');
  if (resultIds.length > 0) span.dataset['results'] = resultIds.join(' ');
  if ([...findingIds, ...resultIds].some((id) => context.isPointedAt(id))) span.classList.add('lg-pointedAt');
  return span;
}

const findingColumns = ['rule', 'severity', 'state'];
type CellClass = typeof TextCell | typeof ReferencesCell | typeof OrdinalCell | typeof StatusCell | typeof FindingCell;

/** Which cell draws a column. */
export function rendererOf(table: CellContext['table'], key: string): CellClass {
  if (key === ordinalColumn) return OrdinalCell;
  if (key === flagsColumn) return StatusCell;
  if (table === 'findings' && findingColumns.includes(key)) return FindingCell;
  return tables[table].columns.find((column) => column.key === key)?.kind === 'references' ? ReferencesCell : TextCell;
}
