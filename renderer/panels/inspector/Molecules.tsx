// Owns the molecules of a factor as links, and changing which they are. Empty means: as read from the Factor cell. A link
// leads to the claims that name the molecule.
import { Button, TagsInput } from '@mantine/core';
import { useState } from 'react';
import type { GridRow, MoleculeSummary } from '../../../db/contract/types';
import { cellText, termsOf } from '../../../db/contract/values';
import { lacuna, messageOf } from '../../client/lacuna';
import { Problem } from '../../ui/Problem';
import { changeTable, commitEditor, showSection, tell, useWorkspace } from '../../workspace';

export async function showClaimsOn(molecule: string): Promise<void> {
  if (!(await commitEditor())) return;
  changeTable('claims', { search: molecule, facets: [] });
  await showSection('claims');
}

export function Molecules({ row, molecules }: { readonly row: GridRow; readonly molecules: readonly MoleculeSummary[] }) {
  const [isEditing, setEditing] = useState(false);
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const own = termsOf(cellText(row.values['molecules']));
  return (
    <section className="card" aria-label="Molecules">
      <h3>Molecules{!isReadOnly && !isEditing && <Button size="compact-xs" variant="subtle" onClick={() => setEditing(true)}>Edit</Button>}</h3>
      {isEditing ? <MoleculesForm key={row.version} row={row} first={own.length > 0 ? own : molecules.map(({ printed }) => printed)} onClose={() => setEditing(false)} /> : (
        <>
          <p>{molecules.map(({ printed, approved, kind }, index) => (
            <span key={`${index} ${printed}`}>{index > 0 && ', '}<button type="button" className="link" title={`Claims that name ${printed}`} onClick={() => void showClaimsOn(printed)}>{printed}</button>{approved === null || approved === printed ? '' : ` = ${approved}`} <span className="muted">{kind}</span></span>
          ))}{molecules.length === 0 && <span className="missing">none is known</span>}</p>
          {own.length === 0 && molecules.length > 0 && <p className="muted">As read from the Factor cell.</p>}
        </>
      )}
    </section>
  );
}

function MoleculesForm({ row, first, onClose }: { readonly row: GridRow; readonly first: readonly string[]; readonly onClose: () => void }) {
  const [terms, setTerms] = useState<readonly string[]>(first);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const before = row.values['molecules'] ?? null;
  const write = async (after: string | null): Promise<void> => {
    try {
      const { label } = await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'molecules', before, after }] });
      tell(`Done: ${label}.`);
      onClose();
    } catch (refusal) {
      setProblem(messageOf(refusal));
    }
  };
  const all = [...terms, ...(typed.trim() === '' ? [] : [typed.trim()])];
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void write(all.length === 0 ? null : all.join(', ')); }}>
      <TagsInput aria-label={`Molecules of ${cellText(row.values['factor'])}`} size="xs" description="A comma or Enter ends a name" value={[...terms]} onChange={setTerms} searchValue={typed} onSearchChange={setTyped} splitChars={[',']} data-autofocus />
      <Problem text={problem} />
      <div className="row"><Button size="compact-sm" type="submit">Save</Button><Button size="compact-sm" variant="default" onClick={onClose}>Cancel</Button>{before !== null && <Button size="compact-sm" variant="subtle" onClick={() => void write(null)}>As in the Factor cell</Button>}</div>
    </form>
  );
}
