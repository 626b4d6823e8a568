// Owns the window: title bar, notices, navigation, the section, the inspector, the status bar, and the one dialog.
import { lazy, Suspense, useEffect } from 'react';
import { commandOfKey, isDialogOnItsWay, runCommand } from './commands';
import { Dialogs } from './panels/Dialogs';
import { DropFrame } from './panels/DropFrame';
import { FindingPopover } from './panels/findings/FindingPopover';
import { GridSection } from './panels/GridSection';
import { Navigation } from './panels/Navigation';
import { Notices } from './panels/Notices';
import { OpenProblemScreen } from './panels/OpenProblemScreen';
import { StatusBar } from './panels/StatusBar';
import { TitleBar } from './panels/TitleBar';
import { Toasts } from './panels/Toasts';
import { getState, isGridSection, useWorkspace } from './workspace';

const Inspector = lazy(async () => ({ default: (await import('./panels/Inspector')).Inspector }));
const ConflictsSection = lazy(async () => ({ default: (await import('./panels/ConflictsSection')).ConflictsSection }));
const NotesSection = lazy(async () => ({ default: (await import('./panels/notes/NotesSection')).NotesSection }));
const ReleasesSection = lazy(async () => ({ default: (await import('./panels/ReleasesSection')).ReleasesSection }));
const HistorySection = lazy(async () => ({ default: (await import('./panels/HistorySection')).HistorySection }));

export function App() {
  const document = useWorkspace((state) => state.document);
  const isReady = useWorkspace((state) => state.isReady);
  const openProblem = useWorkspace((state) => state.openProblem);
  const section = useWorkspace((state) => state.section);
  const isInspectorShown = useWorkspace((state) => state.isInspectorShown);
  useShortcuts();
  return (
    <div className="window">
      <TitleBar />
      <Notices />
      {document === null || openProblem !== null
        ? <main>{isReady && <OpenProblemScreen problem={openProblem} />}</main>
        : (
          <div className="body">
            <Navigation />
            <main className="main">
              {isGridSection(section)
                ? <GridSection key={`${document.documentId} ${document.path} ${section}`} table={section} document={document} />
                : <Suspense>{section === 'conflicts' ? <ConflictsSection /> : section === 'notes' ? <NotesSection key={document.path} /> : section === 'releases' ? <ReleasesSection key={document.path} /> : <HistorySection />}</Suspense>}
            </main>
            {isInspectorShown && isGridSection(section) ? <Suspense><Inspector /></Suspense> : <span />}
          </div>
        )}
      <StatusBar />
      <FindingPopover />
      <DropFrame />
      <Dialogs />
      <Toasts />
    </div>
  );
}

/** Between a shortcut and the dialog that it opens, what is typed is meant for the dialog: it must not edit a cell. */
function isAwaited({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const isTyping = (key.length === 1 && !ctrlKey && !metaKey && !altKey) || ['Enter', 'Delete', 'Backspace'].includes(key);
  return isTyping && (isDialogOnItsWay() || getState().dialog !== null);
}

function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (window.document.querySelector('[aria-modal="true"]') !== null) return;
      if (isAwaited(event)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      const command = commandOfKey(event);
      if (command === null) return;
      event.preventDefault();
      event.stopPropagation();
      void runCommand(command.id);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
