// Owns what the open document is called in titles: a file by its name, a release by its version and what it is of.
import type { DocumentInfo } from './types';

export function shownName({ name, release }: Pick<DocumentInfo, 'name' | 'release'>): string {
  return release === null ? name : `Release ${release.version} (read-only) of ${release.documentName}`;
}
