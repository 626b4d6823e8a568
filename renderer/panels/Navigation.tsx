// Owns the list of sections with their counts.
import { tables } from '../../db/contract/columns';
import { showSection, useWorkspace, type Section } from '../workspace';

const groups: readonly { readonly title: string; readonly sections: readonly Section[] }[] = [
  { title: 'TABLES', sections: ['factors', 'trials'] },
  { title: 'EVIDENCE', sections: ['studies', 'glossary'] },
  { title: 'REVIEW', sections: ['conflicts', 'history'] },
];

export function Navigation() {
  const document = useWorkspace((state) => state.document);
  const current = useWorkspace((state) => state.section);
  const countOf = (section: Section): { readonly text: string; readonly isOpen: boolean } => {
    if (document === null || section === 'history') return { text: '', isOpen: false };
    if (section !== 'conflicts') return { text: String(document.counts[section]), isOpen: false };
    const { openConflicts, conflicts } = document.counts;
    return openConflicts > 0 ? { text: `${openConflicts} open`, isOpen: true } : { text: String(conflicts), isOpen: false };
  };
  return (
    <nav className="navigation" aria-label="Sections">
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title.toLowerCase()}>
          <h2>{group.title}</h2>
          {group.sections.map((section) => {
            const { text, isOpen } = countOf(section);
            return (
              <button type="button" key={section} aria-current={current === section ? 'page' : undefined} onClick={() => void showSection(section)}>
                {section === 'history' ? 'History' : tables[section].name}<span className={`count ${isOpen ? 'open' : ''}`}>{text}</span>
              </button>
            );
          })}
        </section>
      ))}
    </nav>
  );
}
