// Owns the releases of the document: which there are, opening one for reading, making the next, and comparing any two states.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReleaseInfo } from '../../db/contract/releases';
import { useAnswer } from '../client/useAnswer';
import { runCommand } from '../commands';
import { openRelease } from '../documents';
import { useWorkspace } from '../workspace';
import { whenText } from './ChangeSets';
import { ComparisonView, type Compared } from './releases/ComparisonView';
import { stateKey } from './releases/states';

export function ReleasesSection() {
  const document = useWorkspace((state) => state.document);
  const releases = useAnswer('listReleases', {}).value?.releases ?? null;
  const [chosen, setChosen] = useState<Compared | null>(null);
  const latest = releases?.[0];
  const compared = chosen ?? { from: latest === undefined ? 'beginning' : stateKey({ kind: 'release', version: latest.version }), to: 'now' };
  const canMake = document?.isReadOnly === false;
  return (
    <>
      <div className="sectionHead">
        <div className="line">
          <h1>Releases</h1><span className="sub">A release freezes the document under a version. It is never changed, and can be exported again years later.</span>
          <span className="spacer" />{canMake && <Button onClick={() => void runCommand('makeRelease')}>Make release…</Button>}
        </div>
      </div>
      <div className="scroll">
        {releases !== null && releases.length === 0 && <div className="emptyState" style={{ margin: '24px auto' }}>{canMake ? 'No release yet. Make release… gives the state as it is a version: to submit it, to come back to it, or to compare with it later.' : 'No release here. Releases are made in a document that can be written.'}</div>}
        {releases !== null && releases.length > 0 && (
          <table className="plainTable">
            <thead><tr><th>Version</th><th>Made</th><th>Curator</th><th>Note</th><th>Waiting then</th><th>Since then</th><th>Actions</th></tr></thead>
            <tbody>{releases.map((release) => <Release key={release.releaseId} release={release} isOpen={document?.release?.version === release.version} onCompare={() => setChosen({ from: stateKey({ kind: 'release', version: release.version }), to: 'now' })} />)}</tbody>
          </table>
        )}
        {releases !== null && <ComparisonView releases={releases} compared={compared} onCompare={setChosen} />}
      </div>
    </>
  );
}

function Release({ release, isOpen, onCompare }: { readonly release: ReleaseInfo; readonly isOpen: boolean; readonly onCompare: () => void }) {
  const { version, madeAtUtc, curator, note, openConflicts, waitingFindings, changesSince, contentHash } = release;
  return (
    <tr>
      <td><strong>{version}</strong></td>
      <td title={`Content ${contentHash.slice(0, 12)}`}>{whenText(madeAtUtc)}</td>
      <td>{curator}</td>
      <td>{note ?? ''}</td>
      <td>{counted(openConflicts, 'conflict')}, {counted(waitingFindings, 'finding')}</td>
      <td>{changesSince === 0 ? 'no change' : counted(changesSince, 'change')}</td>
      <td><div className="row">
        {isOpen ? <span className="muted">open</span> : <Button size="compact-xs" variant="default" aria-label={`Open release ${version}`} onClick={() => void openRelease(version)}>Open</Button>}
        <Button size="compact-xs" variant="subtle" aria-label={`Compare release ${version} with now`} onClick={onCompare}>Compare…</Button>
      </div></td>
    </tr>
  );
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
}
