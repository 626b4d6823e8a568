// Owns talking SQL: prepared statements, binding, and the two branded handles. Queries get a ReadHandle and can't
// write; only the journal and the store hold a WriteHandle. Refuses undefined and NaN, which SQLite would take as NULL.
import type { Database, Statement } from 'better-sqlite3';

export type SqlValue = string | number | bigint | null | Uint8Array;
declare const readBrand: unique symbol;
declare const writeBrand: unique symbol;

export interface ReadHandle {
  readonly [readBrand]: true;
  /** All rows. The row type is the caller's statement about its own SQL. */
  all<Row>(sql: string, ...parameters: readonly SqlValue[]): readonly Row[];
  get<Row>(sql: string, ...parameters: readonly SqlValue[]): Row | undefined;
  /** The first column of every row. */
  column<Value extends SqlValue>(sql: string, ...parameters: readonly SqlValue[]): readonly Value[];
  each<Row>(sql: string, ...parameters: readonly SqlValue[]): IterableIterator<Row>;
}

export interface WriteHandle extends ReadHandle {
  readonly [writeBrand]: true;
  run(sql: string, ...parameters: readonly SqlValue[]): { readonly changes: number; readonly lastInsertRowid: number };
  /** One BEGIN IMMEDIATE transaction; anything thrown rolls it back and goes on. */
  transaction<Result>(work: () => Result): Result;
}

function bind(parameters: readonly SqlValue[]): readonly SqlValue[] {
  for (const parameter of parameters) {
    if (parameter === undefined || (typeof parameter === 'number' && !Number.isFinite(parameter))) {
      throw new TypeError(`Refused to bind ${String(parameter)}: SQLite would store it as NULL.`);
    }
  }
  return parameters;
}

/** The handle over one connection. Statements are prepared once per SQL text. */
export function handleOf(database: Database): WriteHandle {
  const prepared = new Map<string, Statement>();
  const plucked = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    let found = prepared.get(sql);
    if (found === undefined) {
      found = database.prepare(sql);
      prepared.set(sql, found);
    }
    return found;
  };
  const pluckedStatement = (sql: string): Statement => {
    let found = plucked.get(sql);
    if (found === undefined) {
      found = database.prepare(sql).pluck();
      plucked.set(sql, found);
    }
    return found;
  };
  const handle = {
    all: <Row>(sql: string, ...parameters: readonly SqlValue[]) => statement(sql).all(...bind(parameters)) as readonly Row[],
    get: <Row>(sql: string, ...parameters: readonly SqlValue[]) => statement(sql).get(...bind(parameters)) as Row | undefined,
    column: <Value extends SqlValue>(sql: string, ...parameters: readonly SqlValue[]) => pluckedStatement(sql).all(...bind(parameters)) as readonly Value[],
    each: <Row>(sql: string, ...parameters: readonly SqlValue[]) => database.prepare(sql).iterate(...bind(parameters)) as IterableIterator<Row>,
    run: (sql: string, ...parameters: readonly SqlValue[]) => {
      const done = statement(sql).run(...bind(parameters));
      return { changes: done.changes, lastInsertRowid: Number(done.lastInsertRowid) };
    },
    transaction: <Result>(work: () => Result): Result => {
      statement('BEGIN IMMEDIATE').run();
      try {
        const result = work();
        statement('COMMIT').run();
        return result;
      } catch (thrown) {
        // Some errors, a full disk among them, make SQLite roll back on its own.
        if (database.inTransaction) statement('ROLLBACK').run();
        throw thrown;
      }
    },
  };
  return handle as unknown as WriteHandle;
}
