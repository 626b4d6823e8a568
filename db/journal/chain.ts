// Owns the hash chain over the journal: each change set's hash covers its own content and the hash before it, so that
// a changed, missing or reordered entry shows. SHA-256 over canonical JSON arrays; the first link is 64 zeros.
import { createHash } from 'node:crypto';

const pieceLength = 65_536;
export const firstHash = '0'.repeat(64);

export interface ChainedChangeSet {
  readonly seq: number; readonly id: string; readonly kind: string; readonly label: string; readonly reason: string | null;
  readonly curator: string; readonly madeAtUtc: string; readonly target: string | null;
}
/** A revision as stored: before and after are JSON text or null. */
export interface ChainedRevision {
  readonly tableName: string; readonly rowId: string; readonly op: string; readonly field: string; readonly before: string | null; readonly after: string | null; readonly why: string | null;
}

/** The hash of one change set, revision by revision. */
export interface ChainLink { add(revision: ChainedRevision): void; digest(): string }

export function startLink(previousHash: string, set: ChainedChangeSet): ChainLink {
  const hash = createHash('sha256');
  // In pieces of some size: each call of the hash costs more than a revision's text.
  let text = previousHash + JSON.stringify([set.seq, set.id, set.kind, set.label, set.reason, set.curator, set.madeAtUtc, set.target]);
  return {
    add: (revision) => {
      text += JSON.stringify([revision.tableName, revision.rowId, revision.op, revision.field, revision.before, revision.after, revision.why]);
      if (text.length < pieceLength) return;
      hash.update(text);
      text = '';
    },
    digest: () => hash.update(text).digest('hex'),
  };
}

export function hashOf(previousHash: string, set: ChainedChangeSet, revisions: Iterable<ChainedRevision>): string {
  const link = startLink(previousHash, set);
  for (const revision of revisions) link.add(revision);
  return link.digest();
}
