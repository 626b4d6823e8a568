// Owns telling a notice about a study (erratum, retraction, expression of concern) from the study. A notice's record
// often quotes the study's title, and sometimes its DOI, so that duplicates would swallow it. Refuses to take a study
// that was retracted ("RETRACTED: …", Retracted Publication) for its retraction, and "Correction of scoliosis" for a
// correction. The words: NLM's publication types (https://www.nlm.nih.gov/mesh/pubtypes.html) and what Scopus, Embase
// and Web of Science call them.

export type NoticeType = 'erratum' | 'retraction' | 'expression-of-concern';

/** How NLM calls them; also what writers print. */
export const noticeNames: Readonly<Record<NoticeType, string>> = { erratum: 'Published Erratum', retraction: 'Retraction of Publication', 'expression-of-concern': 'Expression of Concern' };

const statedForms: readonly (readonly [NoticeType, RegExp])[] = [
  ['erratum', /^(?:published )?(?:erratum|errata|corrigend(?:um|a)|addend(?:um|a)|correction(?:, addition)?)$/iu],
  ['retraction', /^(?:retraction(?: of publication| note| notice)?|withdrawal(?: notice)?)$/iu],
  ['expression-of-concern', /^(?:editorial )?expression of concern$/iu],
];
const titleForms: readonly (readonly [NoticeType, RegExp])[] = [
  ['erratum', /^(?:(?:published|publisher|author)(?:['’]s|s['’])? )?(?:(?:erratum|errata|corrigend(?:um|a))(?: (?:to|for|in|on|regarding)\b|\s?[:.–—(\]-]|$)|correction(?: notice)?(?: to\b|\s?:|\.?$)|addendum(?: to\b|\s?:|\.?$))/iu],
  ['erratum', /[:.([–—-] ?(?:published )?(?:erratum|corrigendum)[)\].]?$/iu],
  // Web of Science: "… (vol 598, pg 188, 2017)"
  ['erratum', /\(vol \d{1,5}, (?:(?:pg|art no) )?[\w.-]{1,20}, \d{4}\)$/iu],
  ['retraction', /^(?:retraction(?: note| notice)?(?: to\b| of:|\s?:|\.?$)|notice of retraction\b|withdrawal(?: notice)?(?: to\b|\s?:))/iu],
  ['expression-of-concern', /^(?:editorial )?expression of concern(?: (?:to|for|on|regarding|about)\b|\s?:|\.?$)/iu],
];

/** What a record's own type fields say of it: 'Published Erratum', 'Article; Correction'. */
export function noticeStated(types: readonly (string | null | undefined)[]): NoticeType | null {
  for (const type of types) {
    if (type === null || type === undefined || type.length > 300) continue;
    for (const part of type.split(/[;|]/u)) {
      const notice = statedForms.find(([, form]) => form.test(part.trim()))?.[0];
      if (notice !== undefined) return notice;
    }
  }
  return null;
}

/** What a title says by itself; for studies of which no more is known. */
export function noticeInTitle(title: string | null): NoticeType | null {
  const bare = title?.slice(0, 5_000).trim().replace(/^[[("“'*\s]{0,5}/u, '') ?? '';
  return titleForms.find(([, form]) => form.test(bare))?.[0] ?? null;
}

/** The type of a study, unless its record is a notice about one. */
export function publicationTypeOf(type: string, stated: readonly (string | null | undefined)[], title: string | null): string {
  return noticeStated(stated) ?? noticeInTitle(title) ?? type;
}

/** Whether a study row is a notice about another; two records with one DOI are not one study if only one of them is. */
export function isNotice(publicationType: string): publicationType is NoticeType {
  return Object.hasOwn(noticeNames, publicationType);
}
