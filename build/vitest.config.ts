// Owns how the suites outside the browser run: one project per folder of tests/, at most two workers.
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');
const suites = { unit: 20_000, contract: 60_000, migrations: 60_000, security: 60_000, hosts: 120_000, packaging: 120_000, durability: 1_800_000 };

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: Object.entries(suites).map(([name, testTimeout]) => ({ root, test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], testTimeout, hookTimeout: testTimeout } })),
  },
});
