// Owns which dialog is open; each loads when it is first needed.
import { lazy, Suspense } from 'react';
import { openDialog, useWorkspace } from '../workspace';

const AddStudyDialog = lazy(async () => ({ default: (await import('./dialogs/AddStudyDialog')).AddStudyDialog }));
const ExportDialog = lazy(async () => ({ default: (await import('./dialogs/export/ExportDialog')).ExportDialog }));
const ReferenceListDialog = lazy(async () => ({ default: (await import('./dialogs/references/ReferenceListDialog')).ReferenceListDialog }));
const ImportDialog = lazy(async () => ({ default: (await import('./dialogs/import/ImportDialog')).ImportDialog }));
const ConflictDialog = lazy(async () => ({ default: (await import('./dialogs/ConflictDialog')).ConflictDialog }));
const Palette = lazy(async () => ({ default: (await import('./dialogs/Palette')).Palette }));
const NewDocumentDialog = lazy(async () => ({ default: (await import('./dialogs/NewDocumentDialog')).NewDocumentDialog }));
const LifecycleDialog = lazy(async () => ({ default: (await import('./dialogs/LifecycleDialog')).LifecycleDialog }));
const VerifyDialog = lazy(async () => ({ default: (await import('./dialogs/VerifyDialog')).VerifyDialog }));
const BackupsDialog = lazy(async () => ({ default: (await import('./dialogs/BackupsDialog')).BackupsDialog }));
const CuratorDialog = lazy(async () => ({ default: (await import('./dialogs/CuratorDialog')).CuratorDialog }));
const ShortcutsDialog = lazy(async () => ({ default: (await import('./dialogs/ShortcutsDialog')).ShortcutsDialog }));
const ChecksDialog = lazy(async () => ({ default: (await import('./dialogs/ChecksDialog')).ChecksDialog }));
const ClaimDialog = lazy(async () => ({ default: (await import('./dialogs/ClaimDialog')).ClaimDialog }));
const ResultDialog = lazy(async () => ({ default: (await import('./dialogs/ResultDialog')).ResultDialog }));
const DismissDialog = lazy(async () => ({ default: (await import('./dialogs/DismissDialog')).DismissDialog }));
const MergeDialog = lazy(async () => ({ default: (await import('./dialogs/merge/MergeDialog')).MergeDialog }));
const MakeReleaseDialog = lazy(async () => ({ default: (await import('./dialogs/MakeReleaseDialog')).MakeReleaseDialog }));
const AboutDialog = lazy(async () => ({ default: (await import('./dialogs/AboutDialog')).AboutDialog }));

export function Dialogs() {
  const dialog = useWorkspace((state) => state.dialog);
  const onClose = (): void => openDialog(null);
  if (dialog === null) return null;
  return (
    <Suspense>
      {dialog.kind === 'welcome' && <CuratorDialog isFirst onClose={onClose} />}
      {dialog.kind === 'curator' && <CuratorDialog isFirst={false} onClose={onClose} />}
      {dialog.kind === 'addStudy' && <AddStudyDialog onClose={onClose} />}
      {dialog.kind === 'export' && <ExportDialog isWhole={dialog.isWhole} onClose={onClose} />}
      {dialog.kind === 'references' && <ReferenceListDialog onClose={onClose} />}
      {dialog.kind === 'import' && <ImportDialog offered={dialog.offered} onClose={onClose} />}
      {dialog.kind === 'flag' && <ConflictDialog selection={dialog.selection} conflict={null} onClose={onClose} />}
      {dialog.kind === 'editConflict' && <ConflictDialog selection={null} conflict={dialog.conflict} onClose={onClose} />}
      {dialog.kind === 'palette' && <Palette onClose={onClose} />}
      {dialog.kind === 'new' && <NewDocumentDialog content={dialog.content} onClose={onClose} />}
      {dialog.kind === 'lifecycle' && <LifecycleDialog selection={dialog.selection} lifecycle={dialog.lifecycle} onClose={onClose} />}
      {dialog.kind === 'verify' && <VerifyDialog onClose={onClose} />}
      {dialog.kind === 'backups' && <BackupsDialog onClose={onClose} />}
      {dialog.kind === 'shortcuts' && <ShortcutsDialog onClose={onClose} />}
      {dialog.kind === 'checks' && <ChecksDialog onClose={onClose} />}
      {dialog.kind === 'addClaim' && <ClaimDialog start={dialog.start} onClose={onClose} />}
      {dialog.kind === 'addResult' && <ResultDialog trialId={dialog.trialId} onClose={onClose} />}
      {dialog.kind === 'dismiss' && <DismissDialog findingIds={dialog.findingIds} isDuplicate={dialog.isDuplicate} onClose={onClose} />}
      {dialog.kind === 'merge' && <MergeDialog table={dialog.table} rowIds={dialog.rowIds} onClose={onClose} />}
      {dialog.kind === 'makeRelease' && <MakeReleaseDialog onClose={onClose} />}
      {dialog.kind === 'about' && <AboutDialog onClose={onClose} />}
    </Suspense>
  );
}
