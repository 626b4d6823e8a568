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
        <p className="muted">Reference lists are set with citeproc-js, © 2009–2019 Frank Bennett (Common Public Attribution License 1.0; github.com/Juris-M/citeproc-js), unmodified. Citation styles and their words are by the Citation Style Language project (CitationStyles.org) and its contributors, under CC BY-SA 3.0: APA 7th edition by Brenton M. Wiernik and Andrew Dunning; NLM/Vancouver by Michael Berkowitz and Andrew Dunning; Nature and IEEE by Michael Berkowitz; AMA 11th edition by Julian Onions; Elsevier Harvard by David Kaplan. Each style and locale names all its contributors; citationStyles.txt in the package lists them.</p>
      </div>
    </Modal>
  );
}
