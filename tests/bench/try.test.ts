import { test } from 'vitest'; import { coreFigures } from './coreFigures'; import { printFigures } from './figures'; import { mkdtempSync } from 'node:fs';
test('x', async () => { console.log(printFigures(await coreFigures(mkdtempSync('/tmp/wbench/b'), 100_000))); }, 300_000);
