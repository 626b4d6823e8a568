// Whether the desktop window can open: what counts as a window that never opened, and how a refused download is kept.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { downloadProblem, electronProgram, windowProblem } from '../../../build/electronRuntime.mjs';

describe('a window that closed', () => {
  const ended = (code: number, isCrash = false) => ({ code, isCrash });
  test.each([
    ['the curator closed it', ended(0), 5000, null],
    ['the curator closed it after a day', ended(0), 86_400_000, null],
    ['Lacuna said itself why it can not start', ended(2), 500, null],
    ['it was ended from outside after a day of work', ended(1), 86_400_000, null],
    ['a library or the display is missing', ended(127), 300, 'Electron ended at once, with code 127'],
    ['the sandbox can not be made', ended(1, true), 300, 'Electron ended at once'],
    ['it crashed later', ended(1, true), 86_400_000, 'Electron ended unexpectedly'],
  ])('%s', (_what, outcome, ranMs, problem) => {
    expect(windowProblem(outcome, ranMs)).toBe(problem);
  });
});

describe('the runtime', () => {
  let root: string;
  const electron = (): string => join(root, 'node_modules', 'electron');
  const note = (): string => join(root, 'node_modules', '.lacuna-electron-refused');
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lacuna-runtime-'));
    mkdirSync(electron(), { recursive: true });
    writeFileSync(join(electron(), 'package.json'), '{}');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  /** In the place of Electron's own installer. */
  const installer = (script: string): void => writeFileSync(join(electron(), 'install.js'), script);
  const makesIt = `const fs = require('node:fs'); fs.mkdirSync(__dirname + '/dist'); fs.writeFileSync(__dirname + '/dist/program', ''); fs.writeFileSync(__dirname + '/path.txt', 'program');`;

  test('is downloaded once', () => {
    installer(makesIt);
    expect(electronProgram(root)).toBeNull();
    expect(downloadProblem(root, process.execPath)).toBeNull();
    expect(electronProgram(root)).toBe(join(electron(), 'dist', 'program'));
    installer('process.exit(1)');
    expect(downloadProblem(root, process.execPath)).toBeNull();
  });
  test('a refusal is remembered for a day, and says how to try at once', () => {
    installer('process.exit(1)');
    expect(downloadProblem(root, process.execPath)).toBe("Electron's runtime could not be downloaded");
    installer(makesIt);
    expect(downloadProblem(root, process.execPath)).toContain(`delete ${note()} to try now`);
    writeFileSync(note(), String(Date.now() - 25 * 3600 * 1000));
    expect(downloadProblem(root, process.execPath)).toBeNull();
    expect(existsSync(note())).toBe(false);
  });
  test('whoever asks for the runtime itself gets a new try', () => {
    installer('process.exit(1)');
    downloadProblem(root, process.execPath);
    const refusedAt = Number(readFileSync(note(), 'utf8'));
    installer(makesIt);
    expect(downloadProblem(root, process.execPath, { isAskedFor: true })).toBeNull();
    expect(refusedAt).toBeGreaterThan(0);
  });
  test('half a runtime is none', () => {
    writeFileSync(join(electron(), 'path.txt'), 'program');
    expect(electronProgram(root)).toBeNull();
  });
});
