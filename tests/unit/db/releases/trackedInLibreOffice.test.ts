// A second reader's word on tracked changes: LibreOffice opens the document, and accepting or rejecting all there gives the same
// cells as the clean exports.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCore } from '../coreFixture';
import { cellTexts, documentXmlOf, parsedXml } from '../exports/settledWord';
import { settledByLibreOffice, whyNoLibreOffice } from './libreOffice';
import { rowsOf } from './releaseFixture';
import { cleanPage, trackedXml } from './trackedFixture';

test('LibreOffice accepts and rejects all of it as the law says', async (context) => {
  const reason = whyNoLibreOffice();
  if (reason !== null) {
    console.log(`Skipped: ${reason}.`);
    context.skip(reason);
  }
  const lacuna = startCore();
  try {
    await lacuna.call('createDocument', { path: join(lacuna.folder, 'a.lacuna'), content: 'review' });
    const seen = await rowsOf(lacuna, 'factors');
    const editOf = (place: number, field: string, after: string) => ({ rowId: seen[place]?.id ?? '', field, before: seen[place]?.values[field] ?? null, after });
    await lacuna.call('editRows', { table: 'factors', edits: [editOf(8, 'mechanism', 'First line\nsecond line, & <third>')] });
    await lacuna.call('makeRelease', { version: '1.0' });
    const then = await cleanPage(lacuna, 'factors');
    await lacuna.call('editRows', { table: 'factors', edits: [editOf(0, 'expression', 'Down'), editOf(1, 'mechanism', 'Read quite otherwise:\nMMP9, and the rest'), editOf(2, 'function', '')] });
    await lacuna.call('setLifecycle', { table: 'factors', rowIds: [4, 8, seen.length - 1].map((place) => seen[place]?.id ?? ''), lifecycle: 'withdrawn', reason: 'Retracted' });
    await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'miR-17', expression: 'Up', mechanism: 'New, in\ntwo lines' } }], intention: 'add' });
    const now = await cleanPage(lacuna, 'factors');
    const { tracked } = await trackedXml(lacuna, 'factors', '1.0');
    expect(tracked).toMatchObject({ changed: 3, inserted: 1, deleted: 3 });
    for (const [verb, page] of [['Accept', now], ['Reject', then]] as const) {
      const xml = documentXmlOf(readFileSync(settledByLibreOffice(lacuna.folder, join(lacuna.folder, 'tracked.docx'), verb)));
      expect(xml).not.toMatch(/<w:(?:ins|del)\b/u);
      expect(cellTexts(parsedXml(xml)), verb).toEqual(page.cells);
    }
  } finally {
    await lacuna.end();
  }
}, 300_000);
