// Owns how a refusal reads inside a dialog: at once, aloud, in the core's own words.
export function Problem({ text }: { readonly text: string | null }) {
  return text === null ? null : <p role="alert" style={{ color: 'var(--lacuna-danger)', margin: 0 }}>{text}</p>;
}
