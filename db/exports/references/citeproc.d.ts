// Owns the types of citeproc-js, which has none of its own: only what is used here.
declare module 'citeproc' {
  interface Registered { /** As the style prints its number. */ seq: number | string; disambig: { year_suffix: number | false } }
  interface System { readonly retrieveLocale: (language: string) => unknown; readonly retrieveItem: (id: string) => unknown }
  class Engine {
    constructor(system: System, style: unknown, language: string, isForced?: boolean);
    readonly registry: { readonly registry: Readonly<Record<string, Registered>> };
    updateItems(ids: readonly string[]): void;
    makeBibliography(): readonly [unknown, readonly string[]] | false;
  }
  const CSL: { Engine: typeof Engine; debug: (text: string) => void };
  export default CSL;
}
