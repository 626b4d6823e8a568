// Owns how the end-to-end specs run: in a real Chromium through the loopback host, or (project `electron`) in Electron.
import { defineConfig } from '@playwright/test';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const executablePath = process.env['LACUNA_BROWSER'];

export default defineConfig({
  testDir: resolve(root, 'tests/e2e'),
  outputDir: resolve(root, 'test-results/e2e'),
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: { args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])], ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [{ name: 'loopback' }, { name: 'electron' }],
});
