// Owns the types of saxen 11, which has none of its own: only what is used here.
declare module 'saxen' {
  type Attributes = Readonly<Record<string, string>>;
  export class Parser {
    on(event: 'openTag', handler: (name: string, attributes: () => Attributes | false) => void): this;
    on(event: 'closeTag' | 'attention', handler: () => void): this;
    on(event: 'text' | 'cdata', handler: (text: string) => void): this;
    on(event: 'error', handler: (problem: Error) => void): this;
    parse(xml: string): void;
  }
}
