// What each method about citation styles and reference lists answers.
import { expect } from 'vitest';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { MethodName } from '../../db/contract/methods';
import { textOfRuns } from '../../db/contract/references';
import type { Bench } from './bench';

export const smallStyle = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Titles only</title><id>http://www.example.org/styles/titles-only</id><author><name>A. Quill</name></author><updated>2026-01-02T03:04:05+00:00</updated></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography><layout><text variable="citation-number" prefix="(" suffix=") "/><text variable="title"/></layout></bibliography>
</style>
`;

async function added(bench: Bench): Promise<string> {
  const path = await bench.way.place('titles.csl');
  writeFileSync(path, smallStyle);
  return (await bench.call('addStyle', { path })).styleId;
}

async function withStudy(bench: Bench): Promise<void> {
  await bench.call('addStudy', {
    study: { kind: 'new', fields: { title: 'RANKL & the lacuna', authors: [{ family: 'Quill', given: 'Ada' }], year: '2019', journal: 'Journal of Made-up Bone', volume: '12', issue: null, pages: '101-109', doi: null, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' } },
    use: { kind: 'none' },
  });
}

export const referenceSuccesses = {
  listStyles: async (bench) => {
    const styles = await bench.call('listStyles', {});
    expect(styles.filter(({ isOnBoard }) => isOnBoard).map(({ styleId }) => styleId)).toEqual(['nlm-citation-sequence', 'american-medical-association', 'nature', 'ieee', 'apa', 'elsevier-harvard']);
  },

  addStyle: async (bench) => {
    expect(await added(bench)).toBe('titles-only');
    expect((await bench.call('listStyles', {})).at(-1)).toEqual({ styleId: 'titles-only', title: 'Titles only', isNumbered: true, isOnBoard: false, authors: ['A. Quill'], updated: '2026-01-02T03:04:05+00:00' });
    await bench.call('removeStyle', { styleId: 'titles-only' });
  },

  removeStyle: async (bench) => {
    const styleId = await added(bench);
    expect(await bench.call('removeStyle', { styleId })).toBeNull();
    expect((await bench.call('listStyles', {})).map((style) => style.styleId)).not.toContain(styleId);
  },

  formatReferences: async (bench) => {
    await withStudy(bench);
    const list = await bench.call('formatReferences', { style: 'Nature', start: 145, end: 147 });
    expect(list).toMatchObject({ style: { styleId: 'nature' }, total: 147, path: null, bytes: null, problems: [] });
    expect(list.entries.map(({ runs }) => textOfRuns(runs)).at(-1)).toBe('147. Quill, A. RANKL & the lacuna. Journal of Made-up Bone 12, 101–109 (2019).');
    const path = await bench.way.place('references.html');
    const written = await bench.call('formatReferences', { style: 'nature', numbering: 'offset:100', format: 'html', path, end: 0 });
    expect(written).toMatchObject({ path, bytes: statSync(path).size, entries: [] });
    expect(written.changes.at(-1)).toMatchObject({ before: '147', after: '247' });
    expect(readFileSync(path, 'utf8')).toContain('<p dir="auto">247. Quill, A. RANKL &amp; the lacuna. <i>Journal of Made-up Bone</i> <b>12</b>, 101–109 (2019).</p>');
  },
} as const satisfies { readonly [Name in MethodName]?: (bench: Bench) => Promise<void> };
