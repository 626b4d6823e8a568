// Owns the columns of every table as they are in the open document: our own, and those of the lab. The session loads them
// with the document and again when one changes; everything in the page that asks for columns asks here.
import { create } from 'zustand';
import { documentColumns, ownColumns, type CustomColumn, type DocumentColumns } from '../db/contract/customColumns';

const useStore = create<DocumentColumns>(() => ownColumns);

/** In a component: drawn again when they change. */
export function useColumns(): DocumentColumns {
  return useStore();
}

/** As they are now, where nothing is drawn. */
export function columnsNow(): DocumentColumns {
  return useStore.getState();
}

export function setColumns(custom: readonly CustomColumn[]): void {
  if (JSON.stringify(custom) !== JSON.stringify(columnsNow().custom)) useStore.setState(documentColumns(custom), true);
}
