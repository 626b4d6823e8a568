// Owns what is known of the machine that a run was measured on. Refuses names of hosts and users.
import Database from 'better-sqlite3';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

export interface Machine {
  readonly measuredAtUtc: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGB: number;
  readonly system: string;
  readonly node: string;
  readonly sqlite: string;
  /** How busy the machine was when the run began: the load average of the minute before. */
  readonly loadBefore: number;
}

export function machineNow(): Machine {
  const database = new Database(':memory:');
  const sqlite = String(database.prepare('SELECT sqlite_version()').pluck().get());
  database.close();
  return {
    measuredAtUtc: new Date().toISOString(), cores: availableParallelism(), processor: cpus()[0]?.model.trim() ?? 'unknown', memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`, node: process.version, sqlite, loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

export function machineInWords({ cores, processor, memoryGB, system, node, sqlite, loadBefore }: Machine): string {
  return `${cores} cores (${processor}), ${memoryGB} GB, ${system}, Node ${node}, SQLite ${sqlite}; load before ${loadBefore}`;
}
