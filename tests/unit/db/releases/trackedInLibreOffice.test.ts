// A second reader's word on tracked changes: LibreOffice opens the document, and accepting or rejecting all there gives the same
// cells, notes and list of references as the clean exports.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCore } from '../coreFixture';
import { documentXmlOf, parsedXml } from '../exports/settledWord';
import { settledByLibreOffice, whyNoLibreOffice } from './libreOffice';
import { rowsOf } from './releaseFixture';
import { cleanPage, expectSettled, trackedXml, type Choices } from './trackedFixture';

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
    const choices: Choices = { conflicts: 'all', sourceNote: 'Made for a proof.', style: 'vancouver', numbering: 'appearance' };
    const then = await cleanPage(lacuna, 'factors', choices);
    await lacuna.call('editRows', { table: 'factors', edits: [editOf(0, 'expression', 'Down'), editOf(1, 'mechanism', 'Read quite otherwise:\nMMP9, and the rest'), editOf(2, 'function', '')] });
    await lacuna.call('setLifecycle', { table: 'factors', rowIds: [4, 8, seen.length - 1].map((place) => seen[place]?.id ?? ''), lifecycle: 'withdrawn', reason: 'Retracted' });
    await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'miR-17', expression: 'Up', mechanism: 'New, in\ntwo lines' } }], intention: 'add' });
    const studies = await rowsOf(lacuna, 'studies');
    const cited = (place: number): readonly string[] => { const references = seen[place]?.values['references']; return Array.isArray(references) ? references.map(String) : []; };
    const known = studies.find(({ id }) => id === cited(6)[0]);
    await lacuna.call('editRows', { table: 'studies', edits: [{ rowId: known?.id ?? '', field: 'title', before: known?.values['title'] ?? null, after: 'Known better: “TGF-β” & <bone>' }] });
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: seen[7]?.id ?? '', field: 'references', before: [...cited(7)], after: [studies.at(-1)?.id ?? '', ...cited(7)] }] });
    const now = await cleanPage(lacuna, 'factors', choices);
    const { tracked } = await trackedXml(lacuna, 'factors', '1.0', choices);
    expect(tracked).toMatchObject({ changed: 4, inserted: 1, deleted: 3, entries: { changed: 1 } });
    expect(tracked.entries.deleted).toBeGreaterThan(0);
    expect(tracked.renumbered.length).toBeGreaterThan(0);
    expectSettled((choice) => {
      const xml = documentXmlOf(readFileSync(settledByLibreOffice(lacuna.folder, join(lacuna.folder, 'tracked.docx'), choice === 'accept' ? 'Accept' : 'Reject')));
      expect(xml).not.toMatch(/<w:(?:ins|del)\b/u);
      return parsedXml(xml);
    }, tracked, then, now);
  } finally {
    await lacuna.end();
  }
}, 300_000);
