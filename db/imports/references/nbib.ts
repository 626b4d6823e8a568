// Owns NBIB, PubMed's tagged text (also called MEDLINE format): four columns of tag, "- ", wrapped lines indented.
// Refuses nothing: tags that PubMed's list lacks are counted. The list: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
import { furtherOf } from '../../evidence/references/furtherFields';
import { dateIn, editionIn, pagesIn, spoken, yearIn } from './fieldText';
import { normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { publicationTypeOf } from '../../evidence/references/notices';
import { medlineName, personOf } from './personNames';
import { closedRecord, onlyValue, openRecord, recordOf, strayLines, valuesOf } from './taggedRecord';
import type { OpenRecord, TaggedRecord } from './taggedRecord';
import { linesOf } from './textLines';
import type { FoundProblem, PersonName, ReadStep, StudyFields } from './types';

const tagForm = /^(?:\d{1,7}[.:)]?\s{1,4}(?=PMID))?([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|)$/u;
const pmidForm = /^(PMID) ?-(\d{1,8})\s*$/u;
const knownTags: ReadonlySet<string> = new Set(
  ('AB AD AID AU AUID BTI CDAT CI CIN CN COI COIS CON CP CRDT CRF CRI CTDT CTI DA DCOM DDIN DEP DP DRDT DRIN ECF ECI ED EDAT EFR EIN EN FAU FED FIR FPS GN GR GS IP IR IRAD IS ISBN JID JT '
    + 'LA LID LR MH MHDA MID NM OAB OABL OB OCI OID ORI OT OTO OWN PB PG PHST PL PMC PMCR PMID PS PST PT RF RIN RN ROF RPF RPI RRF RRI SB SFM SI SO SPIN STAT TA TI TT UIN UOF UOI VI VTI').split(' '),
);

export function* readNbib(text: string): Generator<ReadStep, void> {
  const stray = strayLines();
  let open: OpenRecord | null = null;
  const closed = (record: OpenRecord, to: number): ReadStep => {
    const whole = closedRecord(record, text, to);
    const problems: FoundProblem[] = record.tags[0]?.tag === 'PMID' ? [] : [{ line: record.line, message: 'A reference starts without a PMID line' }];
    return { at: to, record: recordOf(whole, fieldsOf(whole, problems), knownTags), problems };
  };
  for (const { text: whole, line, from, to } of linesOf(text)) {
    const found = tagForm.exec(whole) ?? pmidForm.exec(whole);
    const tag = found?.[1];
    if (tag === undefined) {
      if (open === null) stray.add(line, whole);
      else if (whole.trim() !== '') open.tags.at(-1)?.pieces.push(whole.trim());
      continue;
    }
    if (tag === 'PMID' && open !== null) {
      yield closed(open, from);
      open = null;
    }
    open ??= openRecord(line, from);
    open.tags.push({ tag, pieces: [(found?.[2] ?? '').trim()], line });
    if (line % 2_000 === 0) yield { at: to, record: null, problems: [] };
  }
  if (open !== null) yield closed(open, text.length);
  yield { at: text.length, record: null, problems: stray.problems() };
}

function fieldsOf(record: TaggedRecord, problems: FoundProblem[]): StudyFields {
  const value = (...tags: readonly string[]): string | null => onlyValue(record, tags, problems);
  const stated = value('PMID');
  const pmid = stated === null ? null : normalPmid(stated);
  if (stated !== null && pmid === null) problems.push({ line: record.line, message: `PMID is not a PubMed id: "${stated.slice(0, 80)}"` });
  const types = valuesOf(record, 'PT').map((type) => type.toLowerCase());
  // PubMed ends every title with a full stop that is not the title's.
  const title = value('TI', 'BTI', 'TT')?.replace(/(?<!\.)\.$/u, '') ?? null;
  const fields = {
    title,
    authors: authorsIn(record),
    year: yearIn(value('DP')) ?? yearIn(value('DEP')),
    journal: value('JT', 'TA'),
    volume: value('VI'),
    issue: value('IP'),
    pages: pagesIn(value('PG')),
    doi: doiIn(record),
    pmid,
    registryId: valuesOf(record, 'SI').map(normalRegistryId).find((id) => id !== null) ?? null,
    abstract: abstractIn(record),
    publicationType: publicationTypeOf(pubmedType(types), types, title),
  };
  const editors = valuesOf(record, 'FED').map(personOf).filter((person) => person !== null);
  return {
    ...fields,
    ...furtherOf(fields, {
      editor: editors.length > 0 ? editors : valuesOf(record, 'ED').map(medlineName), 'container-title-short': value('TA'), publisher: value('PB'), 'publisher-place': value('PL'), edition: editionIn(value('EN')),
      'collection-title': value('CTI')?.replace(/(?<!\.)\.$/u, '') ?? null, issued: dateIn(value('DP')) ?? (value('DP') === null ? dateIn(value('DEP')?.replace(/^(\d{4})(\d{2})(\d{2})$/u, '$1-$2-$3')) : null),
    }),
  };
}

/** What PubMed's publication types, in lower case, make of a record. */
export function pubmedType(types: readonly string[]): string {
  return types.includes('preprint') ? 'article' : types.includes('dataset') ? 'dataset' : types.includes('book') || types.includes('monograph') ? 'book' : 'article-journal';
}

// FAU and AU name the same person twice, one after the other; a record may have AU alone. CN is a group among the authors.
function authorsIn(record: TaggedRecord): readonly PersonName[] {
  const authors: PersonName[] = [];
  let isNamedInFull = false;
  for (const { tag, value } of record.tags) {
    if (value === '') continue;
    if (tag === 'FAU') {
      const person = personOf(value);
      if (person !== null) authors.push(person);
      isNamedInFull = true;
    } else if (tag === 'AU') {
      if (!isNamedInFull) authors.push(medlineName(value));
      isNamedInFull = false;
    } else if (tag === 'CN') authors.push({ family: spoken(value) ?? value, given: '' });
  }
  return authors;
}

function doiIn(record: TaggedRecord): string | null {
  for (const tag of ['LID', 'AID']) {
    for (const value of valuesOf(record, tag)) {
      const doi = /\[doi\]\s*$/iu.test(value) ? normalDoi(value) : null;
      if (doi !== null) return doi;
    }
  }
  return null;
}

function abstractIn(record: TaggedRecord): string | null {
  const own = valuesOf(record, 'AB');
  const texts = own.length > 0 ? own : valuesOf(record, 'OAB');
  return texts.length === 0 ? null : texts.map((text) => spoken(text) ?? '').join('\n');
}
