// Owns which RIS tag says what about a study, for the many dialects of its writers. Refuses identifiers without a sign
// of what they are: AN is a PubMed id only where PubMed is named as its source.
import { furtherOf } from '../../evidence/references/furtherFields';
import { dateIn, editionIn, pagesIn, spoken, withoutJats, yearIn } from './fieldText';
import { citedUrl, normalDoi, normalPmid, normalRegistryId } from './identifiers';
import { publicationTypeOf } from '../../evidence/references/notices';
import { personOf } from './personNames';
import { onlyValue, valuesOf } from './taggedRecord';
import type { TaggedRecord } from './taggedRecord';
import type { FoundProblem, PersonName, StudyFields } from './types';

const typeOf: Readonly<Record<string, string>> = {
  ABST: 'article-journal', ADVS: 'motion_picture', AGGR: 'dataset', ANCIENT: 'classic', ART: 'graphic', BILL: 'bill', BLOG: 'post-weblog', BOOK: 'book', CASE: 'legal_case', CHAP: 'chapter', CHART: 'figure', CLSWK: 'book', COMP: 'software', CONF: 'paper-conference', CPAPER: 'paper-conference',
  CTLG: 'book', DATA: 'dataset', DBASE: 'dataset', DICT: 'entry-dictionary', EBOOK: 'book', ECHAP: 'chapter', EDBOOK: 'book', EJOU: 'article-journal', EJOUR: 'article-journal',
  ELEC: 'webpage', ENCYC: 'entry-encyclopedia', EQUA: 'document', FIGURE: 'figure', GEN: 'document', GOVDOC: 'report', GRANT: 'report', GRNT: 'report', HEAR: 'hearing', ICOMM: 'personal_communication', INPR: 'article-journal', INTV: 'interview', JFULL: 'article-journal',
  JOUR: 'article-journal', LEGAL: 'legislation', MANSCPT: 'manuscript', MAP: 'map', MGZN: 'article-magazine', MPCT: 'motion_picture', MULTI: 'document', MUSIC: 'musical_score', NEWS: 'article-newspaper', PAMP: 'pamphlet', PAT: 'patent', PCOMM: 'personal_communication', POD: 'broadcast', PRESS: 'document',
  PREPRINT: 'article', RPRT: 'report', SER: 'book', SLIDE: 'speech', SOUND: 'song', STAND: 'standard', STAT: 'legislation', THES: 'thesis', UNBILL: 'bill', UNPB: 'manuscript', UNPD: 'manuscript', VIDEO: 'motion_picture', WEB: 'webpage',
};

/** What the record says; disagreements and unusable identifiers go to `problems`. */
export function risFields(record: TaggedRecord, problems: FoundProblem[]): StudyFields {
  const value = (...tags: readonly string[]): string | null => onlyValue(record, tags, problems);
  const year = yearIn(value('PY')) ?? yearIn(value('Y1')) ?? yearIn(value('DA')) ?? spoken(valuesOf(record, 'PY')[0]) ?? null;
  const publicationType = typeIn(record, problems);
  const isWhole = publicationType === 'book';
  const title = value('TI', 'T1', 'CT', 'BT', ...(isWhole ? ['T2'] : []));
  const stated = ['M3', 'PT', 'C2', 'N1', 'U3', 'U4'].flatMap((tag) => valuesOf(record, tag));
  const fields = {
    title,
    authors: authorsIn(record),
    year,
    journal: isWhole ? null : (fullJournal(record) ?? value('JO', 'JA', 'TA', 'J2', 'J1', 'C3')),
    volume: value('VL', 'VO'),
    issue: value('IS', 'CP'),
    pages: pagesOf(record, problems),
    doi: doiIn(record, problems),
    pmid: pmidIn(record, problems),
    registryId: registryIdIn(record),
    abstract: abstractIn(record),
    publicationType: publicationTypeOf(publicationType, stated, title),
  };
  const said = (...tags: readonly string[]): string | null => tags.flatMap((tag) => valuesOf(record, tag)).find((text) => spoken(text) !== null) ?? null;
  const isNumbered = publicationType === 'report';
  return {
    ...fields,
    ...furtherOf(fields, {
      editor: ['A2', 'ED'].flatMap((tag) => valuesOf(record, tag)).flatMap((names) => names.split(';')).map(personOf).filter((person) => person !== null),
      'container-title-short': said('J2', 'JA', 'TA', 'J1', 'JO'), publisher: said('PB'), 'publisher-place': said('CY', 'PP'), edition: editionIn(said('ET')),
      'collection-title': said('T3') ?? (isWhole && said('T2') !== title ? said('T2') : null), number: isNumbered ? said('SN') : articleNumberOf(record), genre: valuesOf(record, 'M3').find((text) => normalDoi(text) === null) ?? null,
      URL: citedUrl([...valuesOf(record, 'UR'), ...valuesOf(record, 'L2')].flatMap(linksIn)), issued: dateIn(said('DA'), year) ?? dateIn(said('Y1')) ?? dateIn(said('PY')), accessed: dateIn(said('Y2')),
    }),
  };
}

function typeIn(record: TaggedRecord, problems: FoundProblem[]): string {
  const stated = valuesOf(record, 'TY')[0]?.toUpperCase();
  if (stated === undefined) return 'article-journal';
  const known = typeOf[stated];
  if (known === undefined) problems.push({ line: record.line, message: `The type "${stated.slice(0, 40)}" is not known; taken as a document` });
  return known ?? 'document';
}

// A first author may stand in A1 with the rest in AU: both, in the order of the file.
function authorsIn(record: TaggedRecord): readonly PersonName[] {
  const seen = new Map<string, 'A1' | 'AU'>();
  return record.tags.flatMap(({ tag, value }) => {
    if (tag !== 'A1' && tag !== 'AU') return [];
    return value.split(';').flatMap((name) => {
      const person = personOf(name);
      if (person === null) return [];
      // Writers that give the same list under both tags repeat each author once.
      const key = `${person.family}\n${person.given}`;
      const seenUnder = seen.get(key);
      if (seenUnder !== undefined && seenUnder !== tag) return [];
      seen.set(key, tag);
      return [person];
    });
  });
}

function fullJournal(record: TaggedRecord): string | null {
  return spoken(valuesOf(record, 'JF')[0]) ?? spoken(valuesOf(record, 'T2')[0]);
}

function pagesOf(record: TaggedRecord, problems: FoundProblem[]): string | null {
  const first = pagesIn(onlyValue(record, ['SP'], problems));
  const last = pagesIn(onlyValue(record, ['EP'], problems));
  // Ovid divides "No Pagination Specified" into both.
  if (first === 'No' && last === 'Specified') return null;
  if (first !== null) return last === null || last === first || first.includes('-') ? first : `${first}-${last}`;
  if (last !== null) return last;
  // Databases print the article number, which takes the place of pages, in C7; EndNote prints a PMC id or notes there, too.
  return articleNumberOf(record, problems);
}

function articleNumberOf(record: TaggedRecord, problems: FoundProblem[] = []): string | null {
  const articleNumber = onlyValue(record, ['C7'], problems);
  return articleNumber !== null && /^[A-Za-z]{0,8}[ .-]?\d{1,10}$/u.test(articleNumber) && !/^(?:PMID|PMC)/iu.test(articleNumber) ? articleNumber : null;
}

function doiIn(record: TaggedRecord, problems: FoundProblem[]): string | null {
  for (const { value, line } of record.byTag.get('DO') ?? []) {
    const doi = normalDoi(value);
    if (doi !== null) return doi;
    problems.push({ line, message: `DO is not a DOI: "${value.slice(0, 80)}"` });
  }
  for (const tag of ['L3', 'M3', 'U2', 'ID', 'LK']) {
    const doi = firstOf(valuesOf(record, tag), normalDoi);
    if (doi !== null) return doi;
  }
  const links = [...valuesOf(record, 'UR'), ...valuesOf(record, 'L2')].flatMap(linksIn).filter((link) => /^(?:https?:\/\/)?(?:dx\.)?doi\.org\//iu.test(link));
  return firstOf(links, normalDoi) ?? firstOf(valuesOf(record, 'N1').filter((note) => /^doi\b/iu.test(note)), normalDoi);
}

function pmidIn(record: TaggedRecord, problems: FoundProblem[]): string | null {
  const stated = new Set<string>();
  const source = [...valuesOf(record, 'DB'), ...valuesOf(record, 'DP'), ...valuesOf(record, 'N1')].join('\n');
  // Embase prints the PubMed id of what MEDLINE has as well in C5.
  const embase = valuesOf(record, 'DB');
  if (embase.includes('Embase') && embase.includes('Medline')) for (const value of valuesOf(record, 'C5')) stated.add(normalPmid(value) ?? '');
  stated.delete('');
  const isFromPubMed = /\b(?:pubmed|medline|nlm)\b/iu.test(source);
  for (const { tag, value } of record.tags) {
    const pmid = pmidUnder(tag, value, isFromPubMed);
    if (pmid !== null) stated.add(pmid);
  }
  const [first, ...others] = stated;
  if (others.length > 0) problems.push({ line: record.line, message: `More than one PubMed id is stated; ${first ?? ''} was taken, not ${others.join(', ')}` });
  return first ?? null;
}

function pmidUnder(tag: string, value: string, isFromPubMed: boolean): string | null {
  if (tag === 'PMID' || tag === 'PM') return normalPmid(value);
  if (tag === 'AN') return isFromPubMed || !/^\d+$/u.test(value) ? normalPmid(value) : null;
  if (tag === 'UR' || tag === 'L2' || tag === 'LK') return firstOf(linksIn(value).filter((link) => link.includes('/')), normalPmid);
  if (/^(?:[UCM]\d|ID)$/u.test(tag)) return /^\d+$/u.test(value) ? null : normalPmid(value);
  if (tag === 'N1') return normalPmid(/^PMID\s*:?\s*\d{1,8}(?=\D|$)/iu.exec(value)?.[0] ?? '');
  return null;
}

function registryIdIn(record: TaggedRecord): string | null {
  for (const { tag, value } of record.tags) {
    if (!/^(?:AN|ID|UR|[UCM]\d|N1)$/u.test(tag)) continue;
    const registryId = normalRegistryId(value);
    if (registryId !== null) return registryId;
  }
  return null;
}

// Some writers repeat AB in N2; a text that AB gives in several lines stays in that many.
function abstractIn(record: TaggedRecord): string | null {
  const own = valuesOf(record, 'AB');
  const texts = [...own, ...valuesOf(record, 'N2').filter((text) => !own.includes(text))];
  return texts.length === 0 ? null : texts.map(withoutJats).map((text) => (/[^\S\n ]| {2}/u.test(text) ? text.replaceAll(/[^\S\n]+/gu, ' ') : text)).join('\n');
}

// Lens glues links together.
function linksIn(value: string): readonly string[] {
  return value.split(/\s+|(?<=\S)(?=https?:\/\/(?!\S{0,20}https?:))/u);
}

function firstOf(values: readonly string[], normal: (text: string) => string | null): string | null {
  for (const value of values) {
    const found = normal(value);
    if (found !== null) return found;
  }
  return null;
}
