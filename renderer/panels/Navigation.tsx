// Owns the list of sections with their counts.
import { sectionTitle } from '../commands';
import { showSection, useWorkspace, type Section } from '../workspace';

const groups: readonly { readonly title: string; readonly sections: readonly Section[] }[] = [
  { title: 'TABLES', sections: ['factors', 'trials'] },
  { title: 'EVIDENCE', sections: ['studies', 'claims', 'results', 'glossary', 'aliases'] },
  { title: 'REVIEW', sections: ['findings', 'conflicts', 'notes', 'history', 'releases'] },
];

export function Navigation() {
  const document = useWorkspace((state) => state.document);
  const current = useWorkspace((state) => state.section);
  const countOf = (section: Section): { readonly text: string; readonly tone: string } => {
    if (document === null || section === 'history') return { text: '', tone: '' };
    if (section === 'releases' || section === 'notes') return { text: document.counts[section] === 0 ? '' : document.counts[section].toLocaleString(), tone: '' };
    if (section !== 'conflicts') return { text: document.counts[section].toLocaleString(), tone: section === 'findings' && document.counts.findings > 0 ? 'waiting' : '' };
    const { openConflicts, conflicts } = document.counts;
    return openConflicts > 0 ? { text: `${openConflicts.toLocaleString()} open`, tone: 'open' } : { text: conflicts.toLocaleString(), tone: '' };
  };
  return (
    <nav className="navigation" aria-label="Sections">
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title.toLowerCase()}>
          <h2>{group.title}</h2>
          {group.sections.map((section) => {
            const { text, tone } = countOf(section);
            return (
              <button type="button" key={section} aria-current={current === section ? 'page' : undefined} onClick={() => void showSection(section)}>
                {sectionTitle(section)}<span className={`count ${tone}`}>{text}</span>
              </button>
            );
          })}
        </section>
      ))}
    </nav>
  );
}
