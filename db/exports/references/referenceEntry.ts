// Owns what the reference writers take and share. Pure.
import type { StudyFields } from '../../contract/types';

export interface ReferenceEntry {
  /** The study's id in its file; CSL-JSON prints it. */
  readonly id: string;
  readonly fields: StudyFields;
}

/** One line with single blanks: none of these formats has a line break inside a value. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/** The paragraphs of an abstract, one line each. */
export function paragraphsOf(text: string | null): readonly string[] {
  return (text ?? '').split('\n').map(oneLine).filter((paragraph) => paragraph !== '');
}
