// Owns comparing the shape of an open file with what the migrations make: a flipped byte in it is no fault to SQLite.
import Database from 'better-sqlite3';
import { currentVersion, migrations } from '../migrations/migrations';

interface Shape { readonly type: string; readonly name: string; readonly sql: string | null }

const shapeOf = (database: Database.Database): readonly Shape[] => database.prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat*' ORDER BY type, name").all() as readonly Shape[];

/** The first part of the file that is not as the migrations make it; null when all is, or the file is of another version. */
export function schemaProblem(database: Database.Database): string | null {
  if (database.pragma('user_version', { simple: true }) !== currentVersion) return null;
  const made = new Database(':memory:');
  try {
    for (const { sql } of migrations) made.exec(sql);
    const wanted = new Map(shapeOf(made).map((part) => [`${part.type} ${part.name}`, part.sql]));
    for (const { type, name, sql } of shapeOf(database)) {
      if (wanted.get(`${type} ${name}`) !== sql) return `the ${type} ${name} is not as Lacuna makes it`;
      wanted.delete(`${type} ${name}`);
    }
    const [missing] = wanted.keys();
    return missing === undefined ? null : `the ${missing} is missing`;
  } finally {
    made.close();
  }
}
