// Owns what was just said: short, dismissible, read out by screen readers.
import { dismissToast, useWorkspace } from '../workspace';

export function Toasts() {
  const toasts = useWorkspace((state) => state.toasts);
  return (
    <div className="toasts" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast ${toast.tone}`} role={toast.tone === 'problem' ? 'alert' : 'status'}>
          <span>{toast.text}</span><button type="button" aria-label="Dismiss" onClick={() => dismissToast(toast.id)}>✕</button>
        </div>
      ))}
    </div>
  );
}
