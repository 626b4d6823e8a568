// Owns whether a comparison shows only what differs, kept in the browser's own storage. Refuses to fail when storage is
// full or denied.
type Store = Pick<Storage, 'getItem' | 'setItem'>;
const storageKey = 'lacuna.merge.onlyDiffering';

export function recallOnlyDiffering(storage: () => Store): boolean {
  try {
    return storage().getItem(storageKey) === 'true';
  } catch {
    return false;
  }
}

export function rememberOnlyDiffering(storage: () => Store, isOnly: boolean): void {
  try {
    storage().setItem(storageKey, String(isOnly));
  } catch {
    // The next comparison shows everything again.
  }
}
