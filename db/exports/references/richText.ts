// Owns reading what citeproc writes as HTML into runs of text with marks. In it every "<" of a title is escaped, so that
// whatever looks like a tag is citeproc's own; tags that are not known here only lose their mark. Pure.
import { textMarks, type TextMark, type TextRun } from '../../contract/references';

export interface EntryText {
  /** What stands in the margin: the number, as the style prints it. */
  readonly margin: readonly TextRun[];
  readonly rest: readonly TextRun[];
}

type Marks = readonly TextMark[];
interface OpenTag { readonly name: string; readonly marks: Marks; readonly isMargin: boolean }

export function entryText(html: string): EntryText {
  const margin: TextRun[] = [];
  const rest: TextRun[] = [];
  let open: readonly OpenTag[] = [];
  for (const [piece, slash, name, attributes = ''] of html.matchAll(/<(\/?)([a-z]+)((?:\s[^<>]*)?)>|[^<]+|</gu)) {
    const { marks = [], isMargin = false } = open.at(-1) ?? {};
    if (name === undefined) (isMargin ? margin : rest).push({ text: decoded(piece), marks });
    else if (slash === '/') open = open.slice(0, Math.max(0, open.findLastIndex((tag) => tag.name === name)));
    else {
      // Blocks stand on lines of their own.
      if (name === 'div' && !isMargin) rest.push({ text: ' ', marks: [] });
      open = [...open, { name, marks: marksOf(name, attributes, marks), isMargin: isMargin || attributes.includes('csl-left-margin') }];
    }
  }
  return { margin: tidied(margin), rest: tidied(rest) };
}

function marksOf(name: string, attributes: string, marks: Marks): Marks {
  const added: TextMark | null = name === 'i' || name === 'em' ? 'italic' : name === 'b' ? 'bold' : name === 'sup' ? 'sup' : name === 'sub' ? 'sub' : /small-caps/u.test(attributes) ? 'small-caps' : null;
  const removed: TextMark | null = /font-style:normal/u.test(attributes) ? 'italic' : /font-weight:normal/u.test(attributes) ? 'bold' : /font-variant:normal/u.test(attributes) ? 'small-caps' : null;
  return textMarks.filter((mark) => mark !== removed && (mark === added || marks.includes(mark)));
}

function decoded(text: string): string {
  return text.replaceAll(/&#(\d{1,7});/gu, (_, code: string) => String.fromCodePoint(Number(code))).replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Single blanks, none at the ends, one run for neighbours with the same marks; and no mark that only divided from what the study lacks ("A Book. ; 2001"). */
function tidied(runs: readonly TextRun[]): readonly TextRun[] {
  const tidy: { text: string; readonly marks: Marks }[] = [];
  for (const { text, marks } of runs) {
    const before = tidy.at(-1);
    let spaced = text.replaceAll(/[ \t\r\n\f]+/gu, ' ').replaceAll(/([.,:;]) [;,](?= )/gu, '$1');
    if ((before === undefined || before.text.endsWith(' ')) && spaced.startsWith(' ')) spaced = spaced.slice(1);
    if (spaced === '') continue;
    if (before !== undefined && before.marks.join() === marks.join()) before.text += spaced;
    else tidy.push({ text: spaced, marks });
  }
  const last = tidy.at(-1);
  if (last !== undefined) last.text = last.text.trimEnd();
  return tidy.filter(({ text }) => text !== '');
}
