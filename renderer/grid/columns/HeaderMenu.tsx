// Owns the menu of a column header (right click, or the menu key on a focused header): sorting, filter, pin, width,
// and which columns are shown.
import { Menu } from '@mantine/core';
import type { GridApi } from 'ag-grid-community';
import { useState, type ReactNode } from 'react';
import type { GridTable } from '../../../db/contract/tableNames';
import type { GridRow } from '../../../db/contract/types';
import { ordinalColumn } from '../gridLayout';
import type { HeaderMenuPlace } from '../gridUi';
import { columnName } from './columnDefs';

/** In CSS pixels: a whole paragraph on one line is no column. */
const widestOfText = 480;

interface Props {
  readonly place: HeaderMenuPlace;
  readonly table: GridTable;
  readonly api: GridApi<GridRow>;
  readonly onClose: () => void;
  readonly onReset: () => void;
  /** null where the table has none of the lab's own. */
  readonly onCustomColumns: (() => void) | null;
}

export function HeaderMenu({ place, table, api, onClose, onReset, onCustomColumns }: Props): ReactNode {
  const { key, x, y } = place;
  const [, redraw] = useState(0);
  const column = api.getColumn(key);
  const isNumber = key === ordinalColumn;
  const sort = (direction: 'asc' | 'desc' | null): void => {
    api.applyColumnState({ state: [{ colId: key, sort: direction }], ...(direction === null ? {} : { defaultState: { sort: null } }) });
  };
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={230} withinPortal trapFocus withInitialFocusPlaceholder={false}>
      <Menu.Target><div style={{ position: 'fixed', left: x, top: y, width: 1, height: 1 }} /></Menu.Target>
      <Menu.Dropdown aria-label={`Column ${columnName(table, key)}`}>
        <Menu.Item data-autofocus onClick={() => sort('asc')}>Sort ascending</Menu.Item>
        <Menu.Item onClick={() => sort('desc')}>Sort descending</Menu.Item>
        <Menu.Item disabled={typeof column?.getSort() !== 'string'} onClick={() => sort(null)}>Do not sort</Menu.Item>
        {/* After the menu has given the focus back, so that the filter keeps it. */}
        {!isNumber && <Menu.Item onClick={() => { setTimeout(() => api.showColumnFilter(key)); }}>Filter…</Menu.Item>}
        <Menu.Divider />
        {!isNumber && <Menu.Item onClick={() => api.setColumnsPinned([key], column?.isPinned() === true ? null : 'left')}>{column?.isPinned() === true ? 'Unpin' : 'Pin to the left'}</Menu.Item>}
        {!isNumber && <Menu.Item onClick={() => api.setColumnsVisible([key], false)}>Hide</Menu.Item>}
        <Menu.Item onClick={() => api.autoSizeColumns({ colIds: [key], defaultMaxWidth: widestOfText })}>Fit to its text</Menu.Item>
        <Menu.Divider />
        <Menu.Label aria-hidden>Columns shown</Menu.Label>
        <div className="lg-columnList" role="group" aria-label="Columns shown">
          {(api.getColumns() ?? []).map((other) => (
            <Menu.CheckboxItem key={other.getColId()} checked={other.isVisible()} onChange={(isVisible) => { api.setColumnsVisible([other.getColId()], isVisible); redraw((count) => count + 1); }}>
              {columnName(table, other.getColId())}
            </Menu.CheckboxItem>
          ))}
        </div>
        <Menu.Divider />
        <Menu.Item onClick={onReset}>Columns as published</Menu.Item>
        {onCustomColumns !== null && <Menu.Item onClick={() => { setTimeout(onCustomColumns); }}>Custom columns…</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
