// Owns the identifiers of a study as records state them: DOI, PMID, trial registry id. Each comes back in one normal
// form or as null. Refuses to search prose: the text must be the identifier, in its URL or after its usual label.

const doiLead = /^(?:(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/|(?:doi|digital object identifier)\s*[:=]?\s*)+/iu;
const doiForm = /^10\.\d{4,9}(?:\.\d{1,9}){0,4}\/\S/u;

/** Lower case, without URL or label; null when the text is not a DOI. The form: https://www.doi.org/the-identifier/resources/handbook/2_numbering */
export function normalDoi(text: string): string | null {
  const lead = text.trim().replace(/^[<("']+/u, '');
  const bare = lead.replace(doiLead, '');
  const isUrl = /^[^\s]{0,20}doi\.org\//iu.test(lead);
  const decoded = isUrl || /^10\.\d{4,9}%2f/iu.test(bare) ? percentDecoded(bare) : bare;
  const word = /^\S+/u.exec(decoded)?.[0] ?? '';
  if (word.length > 2_000 || !doiForm.test(word)) return null;
  const clean = withoutTail(word);
  return doiForm.test(clean) ? clean.toLowerCase() : null;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };

// A closing bracket at the end belongs to the DOI only if its opener does: 10.1016/S0140-6736(20)30183-5 against (10.1000/x).
function withoutTail(word: string): string {
  const surplus = new Map(Object.entries(openerOf).map(([closer, opener]) => [closer, word.split(closer).length - word.split(opener).length]));
  let end = word.length;
  for (; end > 0; end -= 1) {
    const last = word.charAt(end - 1);
    if ('.,;:"\'”’'.includes(last)) continue;
    const more = surplus.get(last);
    if (more === undefined || more <= 0) break;
    surplus.set(last, more - 1);
  }
  return word.slice(0, end);
}

const pmidForms: readonly RegExp[] = [
  /^(?:pmid|pubmed(?: id)?|medline)?\s*[:=-]?\s*(\d{1,8})\.?$/iu,
  /^(\d{1,8})\s*\[pmid\]$/iu,
  /^(?:https?:\/\/)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/(?:m\/)?pubmed|pubmed\.gov)\/(?:\?term=)?(\d{1,8})(?:\[uid\])?\/?(?:[?#]\S*)?$/iu,
];

/** Digits without leading zeros; null when the text is not a PubMed id. A PMC id is not one. */
export function normalPmid(text: string): string | null {
  return matched(pmidForms, text)?.replace(/^0+/u, '') || null;
}

const databases = /^https?:\/\/(?:[\w-]{1,40}\.){0,4}(?:doi\.org|scopus\.com|webofscience\.com|webofknowledge\.com|isiknowledge\.com|embase\.com|ovid\.com|ovidsp\.com|ebscohost\.com|proquest\.com|pubmed\.gov|pubmed\.ncbi\.nlm\.nih\.gov|lens\.org|app\.dimensions\.ai)(?:[/:?]|$)/iu;

/** The address at which the work itself is found: the first that is none of a DOI, a trial's registration or a database's own record. */
export function citedUrl(texts: readonly (string | null)[]): string | null {
  return texts.map((text) => text?.trim() ?? '').find((text) => text.length <= 2_000 && /^https?:\/\/[^\s/]\S*$/iu.test(text) && !databases.test(text) && normalPmid(text) === null && normalRegistryId(text) === null) ?? null;
}

const registryForms: readonly RegExp[] = [
  /^(NCT\d{8})$/iu,
  /^(ISRCTN\d{5,8})$/iu,
  /^(?:EUDRACT\s*(?:number)?\s*:?\s*|EUCTR)?(\d{4}-\d{6}-\d{2})(?:-[A-Z]{2,3})?$/iu,
  /^((?:ACTRN\d{14}|CHICTR-?[A-Z]{0,4}-?\d{5,14}|CTRI\/\d{4}\/\d{2,3}\/\d{4,6}|DRKS\d{8}|IRCT\d{6,20}(?:N\d{1,3})?|JRCT[SB]?\d{6,12}|KCT\d{7}|PACTR\d{10,16}|TCTR\d{8,14}|UMIN\d{9}|RBR-[A-Z0-9]{5,8}|NTR\d{1,5}|NL-?OMON\d{1,6}|(?:JPRN-)(?:UMIN|JRCT|JAPICCTI-?)[A-Z]?\d{5,12}))$/iu,
];
const registryLead = /^(?:(?:https?:\/\/)?(?:www\.|classic\.)?clinicaltrials\.gov\/(?:ct2\/|beta\/)?(?:show|study)\/|https?:\/\/(?:www\.)?isrctn\.com\/|https?:\/\/(?:dx\.)?doi\.org\/10\.1186\/(?=ISRCTN)|(?:clinicaltrials(?:\.gov)?|isrctn(?: registry)?|trial registration|registry(?: id)?|anzctr|chictr|drks|eudract|umin ctr|umin-ctr)\s*[:/]\s*)/iu;

/** A trial's registry id, upper case; null when the text is anything else. */
export function normalRegistryId(text: string): string | null {
  if (text.length > 1_000) return null;
  const bare = text.trim().replace(registryLead, '').replace(/[?#].*$/u, '').replace(/[./;,]+$/u, '');
  return matched(registryForms, bare)?.toUpperCase() ?? null;
}

function matched(forms: readonly RegExp[], text: string): string | null {
  const bare = text.trim();
  if (bare.length > 300) return null;
  for (const form of forms) {
    const found = form.exec(bare)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}
