// Owns which parts of AG Grid are in the page. Its own editing, selection, clipboard and undo stay out.
import {
  CellApiModule, CellStyleModule, ColumnApiModule, ColumnAutoSizeModule, CustomFilterModule, EventApiModule, InfiniteRowModelModule, LocaleModule, RenderApiModule, RowApiModule,
  RowStyleModule, ScrollApiModule, TextFilterModule, TooltipModule, ValidationModule, type Module,
} from 'ag-grid-community';

export const gridModules: Module[] = [
  InfiniteRowModelModule, TextFilterModule, CustomFilterModule, ColumnApiModule, ColumnAutoSizeModule, RowApiModule, CellApiModule, RenderApiModule, ScrollApiModule, EventApiModule,
  CellStyleModule, RowStyleModule, TooltipModule, LocaleModule, ...(import.meta.env.DEV ? [ValidationModule] : []),
];
