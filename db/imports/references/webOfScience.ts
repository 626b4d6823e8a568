// Owns Web of Science's tagged text (.ciw, .txt) and its databases' dialects (Zoological Record, MEDLINE): two letters of
// tag, a blank, indented lines that go on. In lists of people each line is one of them. Refuses nothing: tags that it
// does not know are counted. The tags: https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html
import { furtherOf } from '../../evidence/references/furtherFields';
import { dateIn, pagesIn, spoken, yearIn } from './fieldText';
import { normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { publicationTypeOf } from '../../evidence/references/notices';
import { personOf } from './personNames';
import { closingStep, onlyValue, openRecord, strayLines, valuesOf } from './taggedRecord';
import type { OpenRecord, TaggedRecord } from './taggedRecord';
import { linesOf } from './textLines';
import type { FoundProblem, PersonName, ReadStep, StudyFields } from './types';

const tagForm = /^([A-Z][A-Z0-9])(?: (.*)|)$/u;
const fileTags: ReadonlySet<string> = new Set(['FN', 'VR', 'EF']);
const knownTags: ReadonlySet<string> = new Set(
  ('PT AB AE AF AN AR AU AW BA BD BE BF BN BP BS BY C1 C2 C3 CA CC CL CR CT CY D2 DA DE DI DN DP DS DT EA EC EF EI EM EP ER ES EY FN FO FU FX GA GI GP HC HO HP HT ID IS J9 JI JN LA LS LT MA MC MH MI MQ '
    + 'MS NM NN NO NR NT OA OB OI OR P2 PA PC PD PE PG PI PM PN PR PS PU PY RC RI RID RP SA SC SE SI SN SO SP ST SU TA TC TI TN U1 U2 UR UT VL VR WC WE Z1 Z2 Z3 Z4 Z8 Z9 ZA ZB ZR ZS').split(' '),
);

export function* readWebOfScience(text: string): Generator<ReadStep, void> {
  const stray = strayLines();
  const unended = { first: 0, count: 0 };
  let open: OpenRecord | null = null;
  const closed = (record: OpenRecord, to: number): ReadStep => closingStep(record, text, to, { typeTag: 'PT', fieldsOf, knownTags });
  for (const { text: whole, line, from, to } of linesOf(text)) {
    const found = tagForm.exec(whole);
    const tag = found?.[1];
    if (tag === undefined) {
      if (open === null) stray.add(line, whole);
      else if (whole.trim() !== '') open.tags.at(-1)?.pieces.push(whole.trim());
      continue;
    }
    const isStart = tag === 'PT' || tag === 'FN' || tag === 'EF';
    if (open !== null && (isStart || tag === 'ER')) {
      if (tag !== 'ER') {
        if (unended.count === 0) unended.first = open.line;
        unended.count += 1;
      }
      yield closed(open, tag === 'ER' ? to : from);
      open = null;
      if (tag === 'ER') continue;
    }
    if (fileTags.has(tag) && open === null) continue;
    if (open === null && (tag === 'ER' || !knownTags.has(tag))) {
      stray.add(line, whole);
      continue;
    }
    open ??= openRecord(line, from);
    open.tags.push({ tag, pieces: [(found?.[2] ?? '').trim()], line });
    if (line % 2_000 === 0) yield { at: to, record: null, problems: [] };
  }
  if (open !== null) {
    if (unended.count === 0) unended.first = open.line;
    unended.count += 1;
    yield closed(open, text.length);
  }
  const { first, count } = unended;
  const cut = count === 0 ? [] : [{ line: first, message: `${count === 1 ? 'One reference has' : `${count} references have`} no ER line; the file may be cut short` }];
  yield { at: text.length, record: null, problems: [...cut, ...stray.problems()] };
}

function fieldsOf(record: TaggedRecord, problems: FoundProblem[]): StudyFields {
  const value = (...tags: readonly string[]): string | null => onlyValue(record, tags, problems);
  const statedDoi = value('DI', 'D2');
  const doi = normalDoi(statedDoi ?? '');
  if (statedDoi !== null && doi === null) problems.push({ line: record.line, message: `DI is not a DOI: "${statedDoi.slice(0, 80)}"` });
  const statedPmid = value('PM');
  const pmid = normalPmid(statedPmid ?? '');
  if (statedPmid !== null && pmid === null) problems.push({ line: record.line, message: `PM is not a PubMed id: "${statedPmid.slice(0, 80)}"` });
  const title = value('TI');
  const fields = {
    title,
    authors: authorsIn(record),
    year: yearIn(value('PY')) ?? yearIn(value('PD')) ?? yearIn(value('EY', 'EA')) ?? value('PY'),
    journal: value('SO', 'JN', 'JI', 'J9', 'SE'),
    volume: value('VL'),
    issue: value('IS'),
    pages: pagesOf(value),
    doi,
    // MEDLINE's records are numbered by PubMed.
    pmid: pmid ?? normalPmid(/^MEDLINE:(\d{1,8})$/u.exec(value('UT') ?? '')?.[1] ?? ''),
    registryId: [...valuesOf(record, 'SI'), ...valuesOf(record, 'CT')].map(normalRegistryId).find((id) => id !== null) ?? null,
    abstract: value('AB'),
    publicationType: publicationTypeOf(typeOf(value('PT'), value('DT')), [value('DT')], title),
  };
  return {
    ...fields,
    ...furtherOf(fields, {
      editor: peopleOf(record, 'BE'), 'container-title-short': value('JI'), publisher: value('PU'), 'publisher-place': value('PI'), 'collection-title': value('SE'), 'event-title': value('CT'), 'event-place': value('CL'),
      number: articleNumberOf(value), issued: value('PD') === null ? dateIn(value('EA', 'EY')) : dateIn(value('PD'), fields.year),
    }),
  };
}

function typeOf(source: string | null, document: string | null): string {
  const isChapter = /book chapter|chapter/iu.test(document ?? '');
  if (source === 'B' || source === 'S') return isChapter ? 'chapter' : /proceedings/iu.test(document ?? '') ? 'paper-conference' : 'book';
  return source === 'P' ? 'patent' : source === 'C' ? 'paper-conference' : 'article-journal';
}

function pagesOf(value: (...tags: readonly string[]) => string | null): string | null {
  const first = value('BP');
  const last = value('EP');
  if (first !== null) return pagesIn(last === null || last === first || first.includes('-') ? first : `${first}-${last}`);
  // "UNSP" and "ARTN" say only that an article number follows.
  return pagesIn(articleNumberOf(value) ?? value('PS')) ?? last;
}

function articleNumberOf(value: (...tags: readonly string[]) => string | null): string | null {
  return value('AR')?.replace(/^(?:UNSP|ARTN) /u, '') ?? null;
}

// AF gives the names of AU in full; CA and GP are groups. The Zoological Record prints addresses behind its authors.
function authorsIn(record: TaggedRecord): readonly PersonName[] {
  const [full, short] = [peopleOf(record, 'AF'), peopleOf(record, 'AU')];
  const authors = full.length >= short.length ? full : short;
  const books = authors.length > 0 ? authors : peopleOf(record, 'BA');
  const groups = (record.byTag.get('CA') ?? []).flatMap(({ pieces }) => pieces).map(spoken).filter((name) => name !== null);
  return [...books, ...groups.map((family) => ({ family, given: '' }))];
}

function peopleOf(record: TaggedRecord, tag: string): readonly PersonName[] {
  return (record.byTag.get(tag) ?? []).flatMap(({ pieces }) => pieces).map((name) => personOf(name.replace(/\s?\([^()\s]{1,200}@[^()\s]{1,200}\)\s*$/u, ''))).filter((person) => person !== null);
}
