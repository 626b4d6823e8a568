// The law of tracked changes: whatever changed, all accepted is the new table as it is exported, all rejected the old one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textMarks, textOfRuns, type TextRun } from '../../../../db/contract/references';
import type { PrintedNote, PrintedTable } from '../../../../db/exports/printedTable';
import { trackedDocxChunks, type Made, type TrackedCounts, type TrackedPages } from '../../../../db/exports/trackedDocx';
import { bytesOf, bytesOfChunks, nastyText, printedTable } from './printed';
import { all, cellTexts, documentXmlOf, lettersBelow, paragraphsOf, parsedXml, settled } from './settledWord';

interface State { readonly rows: readonly { readonly id: string; readonly cells: readonly string[]; readonly marks: readonly string[] }[]; readonly title: string; readonly notes: readonly PrintedNote[] }

function tableOf({ rows, title, notes }: State, width: number): PrintedTable {
  return printedTable(rows.map(({ cells }) => cells), { title, notes: () => notes, marksAt: (row, column) => rows[row]?.marks[column] ?? '' }, width);
}

const made: Made = { author: 'A. "Curator" & <others>', atUtc: '2026-01-02T03:04:05.678Z' };
function pagesOf(before: State, after: State, changes: Partial<TrackedPages> = {}, width = 2): TrackedPages {
  return { before: tableOf(before, width), after: tableOf(after, width), beforeIds: before.rows.map(({ id }) => id), afterIds: after.rows.map(({ id }) => id), madeOf: () => made, madeOfEntry: () => made, madeLast: made, closing: () => '', ...changes };
}

async function trackedXml(pages: TrackedPages): Promise<string> {
  return documentXmlOf(await bytesOfChunks(trackedDocxChunks(pages, {})));
}

async function cleanOf(state: State, width = 2): Promise<Document> {
  return parsedXml(documentXmlOf(await bytesOf(tableOf(state, width), 'docx')));
}

const rowOf = (id: string, ...cells: readonly string[]): State['rows'][number] => ({ id, cells, marks: cells.map(() => '') });
const stateOf = (rows: State['rows'], notes: readonly PrintedNote[] = [], title = 'Table 1. Factors'): State => ({ rows, notes, title });
/** A list of references: its heading, then an entry of each study. */
const listOf = (entries: readonly (readonly [study: string, text: string, runs?: readonly TextRun[]])[]): readonly PrintedNote[] => (entries.length === 0 ? [] : [{ mark: '', text: 'References', entryOf: '' }, ...entries.map(([entryOf, text, runs]) => ({ mark: '', text, entryOf, ...(runs === undefined ? {} : { runs }) }))]);
/** The old notes and list as they stand when all is rejected: the list in the order of the new one; what only the old one has right behind what it stood behind. */
function inNewOrder(below: readonly PrintedNote[], after: readonly PrintedNote[]): readonly PrintedNote[] {
  const before = below.filter(({ entryOf }) => entryOf !== undefined);
  const ofAfter = after.flatMap(({ entryOf }) => entryOf ?? []);
  const shared = before.filter(({ entryOf }) => ofAfter.includes(entryOf ?? '')).toSorted((left, right) => ofAfter.indexOf(left.entryOf ?? '') - ofAfter.indexOf(right.entryOf ?? ''));
  return before.reduce<readonly PrintedNote[]>((placed, note, index) => (shared.includes(note) ? placed : placed.toSpliced(index === 0 ? 0 : placed.findIndex(({ entryOf }) => entryOf === before[index - 1]?.entryOf) + 1, 0, note)), shared);
}
/** The kinds of revisions in the order of the document, with their text. */
function revisionsIn(xml: string): readonly string[] {
  return all(parsedXml(xml), '*').filter(({ nodeName }) => nodeName === 'w:ins' || nodeName === 'w:del').map((element) => `${element.nodeName.slice(2)}${element.parentNode?.nodeName === 'w:p' ? ` ${element.textContent ?? ''}` : ` (${element.parentNode?.nodeName === 'w:trPr' ? 'row' : 'paragraph'})`}`);
}

describe('the law', () => {
  const text = fc.oneof(nastyText, fc.array(fc.constantFrom('up', 'down', ' ', '\n', '\t', ' (n = 3)', '[66, 67]', 'β', '<', '\r\n'), { maxLength: 8 }).map((words) => words.join('')));
  const letter = fc.constantFrom('', '', 'a', 'a,b', '<');
  const row = fc.record({ cells: fc.array(text, { minLength: 2, maxLength: 2 }), marks: fc.array(letter, { minLength: 2, maxLength: 2 }) });
  const note: fc.Arbitrary<PrintedNote> = fc.record({ mark: letter, text });
  const title = fc.oneof(fc.constantFrom('', 'Table 1. Factors', 'Table 1. Factors of NSCLC', 'Table 2. Factors', 'Factors'), nastyText);
  const ids = fc.shuffledSubarray(['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']);
  const short = text.map((whole) => whole.slice(0, 200));
  const run = fc.record({ text: fc.oneof(fc.constantFrom('Bone', ' ', 'J ', ' Ex.', '12', '2+'), short), marks: fc.subarray([...textMarks], { maxLength: 2 }) });
  const entry = fc.array(run, { maxLength: 4 });
  const list = fc.tuple(fc.shuffledSubarray(['s1', 's2', 's3', 's4', 's5', 's6']), fc.shuffledSubarray(['s1', 's2', 's3', 's4', 's5', 's6']), fc.array(fc.tuple(entry, fc.option(entry)), { minLength: 6, maxLength: 6 }))
    .map(([before, after, entries]) => {
      const of = (id: string, isNew: boolean): readonly [string, string, readonly TextRun[]] => {
        const [old, young] = entries[Number(id[1]) - 1] ?? [[], null];
        const runs = (isNew ? young : null) ?? old;
        return [id, textOfRuns(runs), runs];
      };
      return { before: listOf(before.map((id) => of(id, false))), after: listOf(after.map((id) => of(id, true))) };
    });
  /** Two states that share much: a cell of the later one is the earlier one's, or another. */
  const states = fc.record({ rows: fc.array(row, { minLength: 7, maxLength: 7 }), others: fc.array(fc.option(row), { minLength: 7, maxLength: 7 }), before: ids, after: ids, notes: fc.array(note, { maxLength: 4 }), kept: fc.nat(4), added: fc.array(note, { maxLength: 2 }), titles: fc.tuple(title, title), list: fc.option(list) })
    .map(({ rows, others, before, after, notes, kept, added, titles, list: lists }) => {
      const of = (id: string, isNew: boolean): State['rows'][number] => {
        const place = Number(id.slice(1)) - 1;
        const found = (isNew ? others[place] : null) ?? rows[place];
        if (found === undefined) throw new Error('no row');
        return { id, ...found };
      };
      return { before: { rows: before.map((id) => of(id, false)), notes: [...notes, ...lists?.before ?? []], title: titles[0] }, after: { rows: after.map((id) => of(id, true)), notes: [...notes.slice(kept), ...added, ...lists?.after ?? []], title: titles[1] } };
    });

  it('accepted, it is the new table; rejected, the old one: cells, letters, caption, notes and the list of references', async () => {
    await fc.assert(fc.asyncProperty(states, fc.constantFrom('', 'References renumbered: 12 → 14.'), async ({ before, after }, closing) => {
      const pages = pagesOf(before, after, { closing: () => closing });
      const xml = await trackedXml(pages);
      expect(await trackedXml(pages), 'the same bytes').toBe(xml);
      const inOrder = { ...before, notes: [...before.notes.filter(({ entryOf }) => entryOf === undefined), ...inNewOrder(before.notes, after.notes)] };
      for (const [choice, state] of [['accept', after], ['reject', inOrder]] as const) {
        const [got, clean] = [settled(xml, choice), await cleanOf(state)];
        expect(cellTexts(got)).toEqual(cellTexts(clean));
        const [{ above, below }, expected] = [paragraphsOf(got), paragraphsOf(clean)];
        expect(above.filter((each) => each !== '')).toEqual(expected.above.filter((each) => each !== ''));
        // Beside the notes there may be one paragraph at the end: the closing one, or an empty one.
        expect([state.notes.length === 0 ? [closing] : [...expected.below, closing], expected.below]).toContainEqual(below);
        if (state.notes.length > 0) expect(lettersBelow(got).slice(0, expected.below.length)).toEqual(lettersBelow(clean));
      }
    }), { numRuns: 200 });
  }, 120_000);
});

describe('what is marked', () => {
  it('nothing, where nothing changed: then it is the clean document itself', async () => {
    const state = stateOf([rowOf('r1', 'Up', '[1]'), rowOf('r2', 'Down', '[2]')], [{ mark: '', text: 'OS, overall survival.' }]);
    expect(Buffer.from(await bytesOfChunks(trackedDocxChunks(pagesOf(state, state), {})))).toEqual(Buffer.from(await bytesOf(tableOf(state, 2), 'docx')));
  });

  it('words in a cell; rows with row, runs and paragraphs; a row that moved went and came', async () => {
    const before = stateOf([rowOf('r1', 'More bone lesions', ''), rowOf('r2', 'Gone', 'x'), rowOf('r3', 'Three', ''), rowOf('r4', 'Four', '')]);
    const after = stateOf([rowOf('r1', 'More brain and bone lesions', ''), rowOf('r4', 'Four', ''), rowOf('r3', 'Three', ''), rowOf('r5', 'New', '')]);
    const tallies: TrackedCounts[] = [];
    const xml = documentXmlOf(await bytesOfChunks(trackedDocxChunks(pagesOf(before, after), { onTracked: (counts) => tallies.push(counts) })));
    expect(revisionsIn(xml)).toEqual([
      'ins brain and ', 'del (row)', 'del (paragraph)', 'del Gone', 'del (paragraph)', 'del x', 'ins (row)', 'ins (paragraph)', 'ins Four', 'ins (paragraph)',
      'del (row)', 'del (paragraph)', 'del Four', 'del (paragraph)', 'ins (row)', 'ins (paragraph)', 'ins New', 'ins (paragraph)',
    ]);
    expect(tallies).toEqual([{ inserted: 2, deleted: 2, changed: 1, entries: { inserted: 0, deleted: 0, changed: 0 } }]);
  });

  it('with who made it and when: of a cell its own, of a row the row\'s', async () => {
    const before = stateOf([rowOf('r1', 'Up', 'same'), rowOf('r2', 'x', 'y')]);
    const after = stateOf([rowOf('r1', 'Down', 'same')], [{ mark: '', text: 'New.' }]);
    const xml = await trackedXml(pagesOf(before, after, { madeOf: (rowId, column) => ({ author: `${rowId} ${column ?? 'row'}`, atUtc: '2026-05-06T07:08:09.000Z' }), madeLast: { author: '', atUtc: '2026-05-06T07:08:10.999Z' } }));
    const authors = new Set(all(parsedXml(xml), '*').filter(({ nodeName }) => nodeName === 'w:ins' || nodeName === 'w:del').map((element) => `${element.getAttribute('w:author') ?? ''} ${element.getAttribute('w:date') ?? ''}`));
    expect([...authors]).toEqual(['r1 key0 2026-05-06T07:08:09Z', 'r2 row 2026-05-06T07:08:09Z', 'Unknown 2026-05-06T07:08:10Z']);
  });

  it('tabs and line breaks of deleted text stay inside its runs', async () => {
    const xml = await trackedXml(pagesOf(stateOf([rowOf('r1', 'a\tb\nc', '')]), stateOf([])));
    expect(xml).toContain('<w:r><w:delText xml:space="preserve">a</w:delText><w:tab/><w:delText xml:space="preserve">b</w:delText><w:br/><w:delText xml:space="preserve">c</w:delText></w:r></w:del>');
  });

  it('a note that changed word by word, one that went or came as a paragraph; letters that moved on', async () => {
    const note = (text: string, mark = ''): PrintedNote => ({ mark, text });
    const before = { ...stateOf([rowOf('r1', 'Up', 'Down')], [note('HR, hazard ratio.'), note('First.', 'a'), note('Second.', 'b')]), rows: [{ id: 'r1', cells: ['Up', 'Down'], marks: ['a', 'b'] }] };
    const after = { ...stateOf([], [note('HR, hazard ratio; OS, overall survival.'), note('Second.', 'a')]), rows: [{ id: 'r1', cells: ['Up', 'Down'], marks: ['', 'a'] }] };
    expect(revisionsIn(await trackedXml(pagesOf(before, after)))).toEqual(['del a', 'del b', 'ins a', 'del ratio.', 'ins ratio; OS, overall survival.', 'del (paragraph)', 'del aFirst.', 'del b', 'ins a']);
  });

  it('entries of the list by their studies: words, whole ones, none for its place; with who made each', async () => {
    const before = stateOf([], [{ mark: '', text: 'OS, overall survival.' }, ...listOf([['s1', '1. One. 2019.'], ['s2', 'ref. 2. Two.'], ['s3', '2. Three.'], ['s4', '4. Four.']])]);
    const after = stateOf([], [{ mark: '', text: 'OS, overall survival.' }, ...listOf([['s3', '2. Three.'], ['s5', '3. Five.'], ['s1', '1. One and all. 2019.']])]);
    const counts: TrackedCounts[] = [];
    const pages = pagesOf(before, after, { madeOfEntry: (studyId, change) => ({ author: `${studyId} ${change}`, atUtc: '2026-05-06T07:08:09.000Z' }) });
    const xml = documentXmlOf(await bytesOfChunks(trackedDocxChunks(pages, { onTracked: (each) => counts.push(each) })));
    expect(revisionsIn(xml)).toEqual(['del (paragraph)', 'del 4. Four.', 'ins (paragraph)', 'ins 3. Five.', 'del One.', 'ins One and all.', 'del (paragraph)', 'del ref. 2. Two.']);
    expect([...new Set(all(parsedXml(xml), '*').flatMap((element) => element.getAttribute('w:author') || []))]).toEqual(['s4 whole', 's5 whole', 's1 words', 's2 whole']);
    expect(counts).toEqual([{ inserted: 0, deleted: 0, changed: 0, entries: { inserted: 1, deleted: 2, changed: 1 } }]);
    expect(paragraphsOf(settled(xml, 'reject')).below).toEqual(['OS, overall survival.', 'References', '2. Three.', '4. Four.', '1. One. 2019.', 'ref. 2. Two.', '']);
  });

  it('entries behind one that stays as if typed there: the mark before each is the new one, the last has the old one', async () => {
    const xml = await trackedXml(pagesOf(stateOf([], listOf([['s1', '1. One.'], ['s2', '2. Two.']])), stateOf([], listOf([['s1', '1. One and'], ['s3', '3. x'], ['s4', '4. y'], ['s2', '2. Two.']])), { madeOfEntry: (studyId, change) => ({ author: `${studyId} ${change}`, atUtc: made.atUtc }) }));
    expect(all(parsedXml(xml), 'w:p').slice(-5).map((element) => `${element.textContent ?? ''} ${all(element, 'w:ins').map((mark) => mark.getAttribute('w:author') ?? '').join()}`)).toEqual([
      'References ', '1. One.One and s3 whole,s1 words', '3. x s4 whole,s3 whole', '4. y s4 whole', '2. Two. ',
    ]);
  });

  it('words of an entry in their own letters on both sides; the same words in other letters went and came', async () => {
    const entry = (number: string, journal: TextRun['marks'], volume = '7'): readonly TextRun[] => [{ text: `${number}. Bone. `, marks: [] }, { text: 'J Examples', marks: journal }, { text: ` ${volume}`, marks: ['bold'] }, { text: ':1.', marks: [] }];
    const of = (runs: readonly TextRun[]): State => stateOf([], listOf([['s1', textOfRuns(runs), runs]]));
    const xml = await trackedXml(pagesOf(of(entry('1', ['italic'])), of(entry('1', ['italic'], '8'))));
    expect(revisionsIn(xml)).toEqual(['del 7:1.', 'ins 8:1.']);
    expect(lettersBelow(settled(xml, 'reject'))[1]).toBe('Bibliography: {}1. Bone. {w:i w:iCs}J Examples{w:b w:bCs} 7{}:1.');
    expect(lettersBelow(settled(xml, 'accept'))[1]).toBe('Bibliography: {}1. Bone. {w:i w:iCs}J Examples{w:b w:bCs} 8{}:1.');
    const other = await trackedXml(pagesOf(of(entry('1', ['italic'])), of(entry('1', []))));
    expect(revisionsIn(other)).toEqual(['del J Examples', 'ins J Examples']);
  });

  it('a list that is new below a note that grew: the old note keeps its style, the heading its own', async () => {
    const xml = await trackedXml(pagesOf(stateOf([], [{ mark: '', text: 'OS.' }]), stateOf([], [{ mark: '', text: 'OS. And more.' }, ...listOf([['s1', '1. One.'], ['s2', '2. Two.']])])));
    expect(lettersBelow(settled(xml, 'reject'))).toEqual(['TableNote: {}OS.', 'TableNote: ']);
    expect(lettersBelow(settled(xml, 'accept'))).toEqual(['TableNote: {}OS. And more.', 'ReferencesHeading: {}References', 'Bibliography: {}1. One.', 'Bibliography: {}2. Two.', 'TableNote: ']);
  });

  it('a caption under another number as a whole, with its field', async () => {
    const xml = await trackedXml(pagesOf(stateOf([], [], 'Table 1. Factors'), stateOf([], [], 'Table 3. Factors')));
    expect(xml).toContain('<w:delInstrText xml:space="preserve"> SEQ Table \\* ARABIC </w:delInstrText>');
    expect(all(settled(xml, 'reject'), 'w:instrText').map(({ textContent }) => textContent)).toEqual([' SEQ Table \\* ARABIC ']);
    expect(all(settled(xml, 'accept'), 'w:instrText').map(({ textContent }) => textContent)).toEqual([' SEQ Table \\* ARABIC \\r 3 ']);
  });
});

describe('refusals', () => {
  it('a cancel stops between batches; rows that do not fit their ids or columns are no table', async () => {
    const long = stateOf(Array.from({ length: 3000 }, (_, index) => rowOf(`r${index}`, 'x', 'y')));
    const stop = new AbortController();
    let rows = 0;
    await expect(bytesOfChunks(trackedDocxChunks(pagesOf(long, long), { signal: stop.signal, onRows: (done) => { rows = done; stop.abort(); } }))).rejects.toMatchObject({ code: 'cancelled' });
    expect(rows).toBe(500);
    const state = stateOf([rowOf('r1', 'Up', '')]);
    await expect(bytesOfChunks(trackedDocxChunks(pagesOf(state, state, { beforeIds: ['r1', 'r2'] }), {}))).rejects.toThrow('fewer rows than ids');
    await expect(bytesOfChunks(trackedDocxChunks(pagesOf(stateOf([rowOf('r1', 'Up')]), state), {}))).rejects.toThrow('has 1 cells for 2 columns');
    await expect(bytesOfChunks(trackedDocxChunks({ ...pagesOf(state, state), before: tableOf(state, 3) }, {}))).rejects.toThrow('other columns');
  });
});
