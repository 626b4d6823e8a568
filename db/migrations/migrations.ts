// Owns the ordered list of migrations. Each is frozen once shipped, runs in one transaction of its own, and is
// numbered by tens; a new file is made by running them all, so that creating and migrating can't differ.
import { firstFile } from './010-first-file';
import { evidence } from './020-evidence';
import { releases } from './030-releases';
import { privateThings } from './040-private';

export interface Migration { readonly version: number; readonly sql: string }

/** "LACU" in ASCII: SQLite's application_id of every Lacuna file. */
export const applicationId = 0x4c414355;

export const migrations: readonly Migration[] = [
  { version: 10, sql: firstFile },
  { version: 20, sql: evidence },
  { version: 30, sql: releases },
  { version: 40, sql: privateThings },
];

export const currentVersion: number = migrations.at(-1)?.version ?? 0;
