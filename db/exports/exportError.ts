// Owns the one error that a writer throws on purpose. A table that breaks its own shape (ragged rows, no columns) is a
// programming error and stays a RangeError.

export type ExportErrorCode = 'cell-too-long' | 'too-many-rows' | 'cancelled';

/** `row` counts the rows of the body from 1; `column` is the column's key. */
export interface CellPlace {
  readonly row: number;
  readonly column: string;
}

export class ExportError extends Error {
  readonly code: ExportErrorCode;
  readonly where: CellPlace | null;
  constructor(code: ExportErrorCode, message: string, where: CellPlace | null) {
    super(message);
    this.name = 'ExportError';
    this.code = code;
    this.where = where;
  }
}
