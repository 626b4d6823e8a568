// Owns what Lacuna says of itself: version, and what it is made with.
import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { lacuna } from '../../client/lacuna';

export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const [host, setHost] = useState<{ readonly version: string; readonly kind: string } | null>(null);
  useEffect(() => { void lacuna.call('getHost', {}).then(setHost, () => {}); }, []);
  return (
    <Modal opened onClose={onClose} title="About Lacuna" centered>
      <div style={{ lineHeight: 1.6 }}>
        <p style={{ marginTop: 0 }}><strong>Lacuna {host?.version ?? ''}</strong> {host === null ? '' : host.kind === 'electron' ? 'on the desktop' : 'in the browser, on this computer only'}</p>
        <p>Curates the evidence tables of a review. A lacuna is a gap in a text, and the small cavity in bone in which a cell lives.</p>
        <p>Nothing leaves this computer.</p>
        <p className="muted">Made with Electron, React, AG Grid Community, Mantine, zustand, zod, better-sqlite3, fflate, uuid (MIT), @retorquere/bibtex-parser (ISC), SQLite (public domain), and the typeface Inter (SIL Open Font License).</p>
      </div>
    </Modal>
  );
}
