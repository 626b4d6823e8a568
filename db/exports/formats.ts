// Owns what is known about each export format: its extension, its media type and its name for a curator. Data only.
import type { ExportFormat } from './printedTable';

export interface FormatFacts {
  readonly extension: string;
  readonly mimeType: string;
  readonly humanName: string;
}

export const formatFacts: Readonly<Record<ExportFormat, FormatFacts>> = {
  csv: { extension: 'csv', mimeType: 'text/csv; charset=utf-8', humanName: 'CSV (comma-separated)' },
  tsv: { extension: 'tsv', mimeType: 'text/tab-separated-values; charset=utf-8', humanName: 'TSV (tab-separated)' },
  xlsx: { extension: 'xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', humanName: 'Excel workbook' },
  docx: { extension: 'docx', mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', humanName: 'Word document' },
  md: { extension: 'md', mimeType: 'text/markdown; charset=utf-8', humanName: 'Markdown' },
  json: { extension: 'json', mimeType: 'application/json', humanName: 'JSON' },
  latex: { extension: 'tex', mimeType: 'application/x-tex', humanName: 'LaTeX' },
  html: { extension: 'html', mimeType: 'text/html; charset=utf-8', humanName: 'HTML' },
};
