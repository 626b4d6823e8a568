// Owns the claims of the built-in review's text: one statement about one factor or treatment each, in reading order,
// with the studies that the text cites for it. Its words are closed lists; a claim that uses another word is refused.
// Refuses to interpret: a subject is named as the text names it ("Knockdown of PRAME"), what is not stated is null, and
// a direction holds for the subject as named. What the two tables say is not here: their rows give claims of their own.
import { claimDirections, claimModels, claimPredicates } from '../contract/evidenceWords';
import claims from './claims.json';
import { oneOf } from './closedWords';
import sections from './sections.json';

export type ClaimPredicate = (typeof claimPredicates)[number];
export type ClaimDirection = (typeof claimDirections)[number];
export type ClaimModel = (typeof claimModels)[number];

export interface ClaimContext {
  readonly cancer: string | null;
  readonly specimen: string | null;
  readonly comparator: string | null;
  /** "In vivo", mice and xenografts are animal; meta-analyses and case reports are patients. */
  readonly model: ClaimModel | null;
  /** Patients or cases. */
  readonly n: number | null;
  /** Stage, line of therapy, or condition of the patients. */
  readonly setting: string | null;
}

/** What was done to a factor. Under loss, "Knockdown of GNAQ promotes bone metastasis" is no claim that GNAQ does. */
export interface ClaimPerturbation {
  readonly of: string;
  /** loss: knockdown, deletion, deficiency, blocking, inhibitor, depletion. gain: overexpression, activation, agonist. */
  readonly change: 'loss' | 'gain';
}

export interface QuoteCorrection { readonly from: string; readonly to: string; readonly reason: string }

export interface ReviewClaim {
  readonly studies: readonly number[];
  /** A heading of sections.json. */
  readonly section: string;
  readonly subject: string;
  readonly predicate: ClaimPredicate;
  /** Several objects of one statement are parted by comma and space. */
  readonly object: string | null;
  readonly direction: ClaimDirection;
  readonly perturbation: ClaimPerturbation | null;
  readonly context: ClaimContext;
  /** As it stands, without its closing reference. */
  readonly quote: string;
  /** As optical character recognition read it; the quote itself where nothing was misread. */
  readonly printedQuote: string;
  /** Each replaces the first `from`; applied in order to `printedQuote` they give `quote`. */
  readonly corrections: readonly QuoteCorrection[];
  /** Ordinals of Table 1. */
  readonly factors: readonly number[];
  /** Ordinals of Table 2. */
  readonly trials: readonly number[];
}

interface StoredClaim {
  readonly studies: readonly number[];
  readonly section: string;
  readonly subject: string;
  readonly predicate: string;
  readonly object: string | null;
  readonly direction: string;
  readonly perturbation?: { readonly of: string; readonly change: string };
  readonly context: Readonly<Record<'cancer' | 'specimen' | 'comparator' | 'model' | 'setting', string | null>> & { readonly n: number | null };
  readonly quote: string;
  readonly printedQuote?: string;
  readonly corrections?: readonly QuoteCorrection[];
  readonly factors?: readonly number[];
  readonly trials?: readonly number[];
}

const headings: ReadonlySet<string> = new Set(sections.map(({ heading }) => heading));

/** All claims of the text in reading order. Throws on a word outside the lists. */
export function reviewClaims(): readonly ReviewClaim[] {
  return claims.map(readClaim);
}

/** Refuses words outside the lists and sections that the review does not have. */
export function readClaim(stored: StoredClaim): ReviewClaim {
  if (!headings.has(stored.section)) throw new Error(`A claim of the built-in review stands in “${stored.section}”, which is no heading.`);
  const { perturbation = null, printedQuote = stored.quote, corrections = [], factors = [], trials = [] } = stored;
  return {
    ...stored,
    predicate: oneOf(claimPredicates, stored.predicate),
    direction: oneOf(claimDirections, stored.direction),
    perturbation: perturbation === null ? null : { of: perturbation.of, change: oneOf(['loss', 'gain'], perturbation.change) },
    context: { ...stored.context, model: stored.context.model === null ? null : oneOf(claimModels, stored.context.model) },
    printedQuote, corrections, factors, trials,
  };
}
