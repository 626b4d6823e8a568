// Owns how AG Grid looks here: the shell's colours, hairline rows under a firm header rule, no vertical lines.
import { themeQuartz } from 'ag-grid-community';

export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--lacuna-accent, #0f6e66)',
  backgroundColor: 'var(--lacuna-surface, #fff)',
  foregroundColor: 'var(--lacuna-text, #1c2524)',
  textColor: 'var(--lacuna-text, #1c2524)',
  borderColor: 'var(--lacuna-line, #dfe6e4)',
  browserColorScheme: 'inherit',
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 600,
  headerBackgroundColor: 'var(--lacuna-surface-2, #f6f8f7)',
  headerTextColor: 'var(--lacuna-muted, #586663)',
  headerRowBorder: { style: 'solid', width: 1, color: 'color-mix(in srgb, var(--lacuna-text, #1c2524) 55%, transparent)' },
  headerColumnBorder: false,
  headerColumnResizeHandleColor: 'var(--lacuna-line, #dfe6e4)',
  columnBorder: false,
  pinnedColumnBorder: false,
  rowBorder: { style: 'solid', width: 1, color: 'var(--lacuna-line, #dfe6e4)' },
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  oddRowBackgroundColor: 'var(--lacuna-surface, #fff)',
  rowHoverColor: 'color-mix(in srgb, var(--lacuna-accent-soft, #e3f2ef) 35%, transparent)',
  cellHorizontalPadding: 7,
  spacing: 6,
  menuBackgroundColor: 'var(--lacuna-surface, #fff)',
  menuTextColor: 'var(--lacuna-text, #1c2524)',
  menuBorder: { style: 'solid', width: 1, color: 'var(--lacuna-line, #dfe6e4)' },
  inputBackgroundColor: 'var(--lacuna-surface, #fff)',
  inputTextColor: 'var(--lacuna-text, #1c2524)',
});

/** Line height of a cell's text and the space around it, in CSS pixels. */
export const lineHeightPx = 18;
const rowPaddingPx = 15;

export function rowHeightOf(linesPerRow: number): number {
  return linesPerRow * lineHeightPx + rowPaddingPx;
}
