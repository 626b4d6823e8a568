// Owns the answer of a rule's arithmetic: not checked and why, consistent, or not consistent as printed and how gravely,
// with what was computed as data that JSON can hold. Refuses to be a finding: rows, quotes and states are added elsewhere.

export type Severity = 'info' | 'minor' | 'major';

/** Why a rule keeps silent. */
export type Silence =
  | 'not understood'
  | 'exempt'
  | 'no limit reached'
  | 'rounded too coarsely'
  | 'order broken'
  | 'too little power'
  | 'too many possibilities'
  | 'nothing matches';

export type Checked<Shown> =
  | { readonly verdict: 'not checked'; readonly because: Silence }
  | { readonly verdict: 'consistent'; readonly shown: Shown }
  | { readonly verdict: 'not consistent'; readonly severity: Severity; readonly shown: Shown };

/** A rule that keeps silent. */
export interface NotChecked {
  readonly verdict: 'not checked';
  readonly because: Silence;
}

export function notChecked(because: Silence): NotChecked {
  return { verdict: 'not checked', because };
}
