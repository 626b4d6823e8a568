// One success at least for every method of releases and of comparing states, the same over every way.
import { readFileSync, statSync } from 'node:fs';
import { expect } from 'vitest';
import { exportFormats } from '../../db/contract/exports';
import type { MethodName } from '../../db/contract/methods';
import type { Bench } from './bench';

async function edited({ call, factor }: Bench): Promise<void> {
  await call('editRows', { table: 'factors', edits: [{ rowId: (await factor('CXCR7')).id, field: 'expression', before: 'Up', after: 'Down' }], reason: 'Table S2' });
}

export const releaseSuccesses = {
  makeRelease: async (bench) => {
    const made = await bench.call('makeRelease', { version: '1.0', note: 'Submitted' });
    expect(made).toMatchObject({ version: '1.0', note: 'Submitted', seq: 3, changesSince: 0, contentHash: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    await bench.event('documentChanged', (event) => event.document?.counts.releases === 1);
    expect((await bench.call('getDocument', {}))?.undoState).toEqual(bench.document.undoState);
  },

  listReleases: async (bench) => {
    expect(await bench.call('listReleases', {})).toEqual({ releases: [], suggestedVersion: '1.0' });
    const made = await bench.call('makeRelease', { version: '2.9' });
    await edited(bench);
    expect(await bench.call('listReleases', {})).toEqual({ releases: [{ ...made, changesSince: 1 }], suggestedVersion: '2.10' });
  },

  openRelease: async (bench) => {
    const { call, document, factor, event } = bench;
    await call('makeRelease', { version: '1.0' });
    await edited(bench);
    const opened = await call('openRelease', { version: '1.0' });
    expect(opened).toMatchObject({ documentId: document.documentId, isReadOnly: true, release: { version: '1.0', documentPath: document.path, documentName: document.name } });
    await event('documentChanged', (changed) => changed.document?.path === opened.path);
    expect((await factor('CXCR7')).values['expression']).toBe('Up');
    expect(await call('openDocument', { path: document.path })).toMatchObject({ isReadOnly: false, release: null });
    expect((await factor('CXCR7')).values['expression']).toBe('Down');
  },

  compareStates: async (bench) => {
    await bench.call('makeRelease', { version: '1.0' });
    await edited(bench);
    const found = await bench.call('compareStates', { from: { kind: 'release', version: '1.0' }, to: { kind: 'now' } });
    expect(found).toMatchObject({ total: 1, counts: [{ table: 'factors', kind: 'changed', rows: 1 }], rows: [{ rowName: 'CXCR7', fields: [{ field: 'expression', before: 'Up', after: 'Down', words: [{ kind: 'removed', text: 'Up' }, { kind: 'added', text: 'Down' }], revisions: [{ why: 'Table S2' }] }] }] });
    expect(await bench.call('compareStates', { from: { kind: 'beginning' }, to: { kind: 'beginning' } })).toMatchObject({ total: 0, rows: [] });
  },

  exportComparison: async (bench) => {
    await edited(bench);
    for (const format of exportFormats) {
      const path = await bench.way.place(`changes.${format}`);
      expect(await bench.call('exportComparison', { from: { kind: 'beginning' }, to: { kind: 'now' }, format, path }), format).toEqual({ path, rows: 1, bytes: statSync(path).size });
      if (format === 'csv') expect(readFileSync(path, 'utf8')).toContain('CXCR7,changed,Expression,Up,Down,');
    }
  },
} as const satisfies { readonly [Name in MethodName]?: (bench: Bench) => Promise<void> };
