// Owns what a workbook says beside its sheets: which sheets there are and where, its strings, its number formats, its
// date system. Pure. Parts are found by their relations, within the archive only; what lies outside is not followed.
import { runToEnd, type Steps } from '../../steps';
import { builtInFormat } from './numberFormat';
import { scanPart, unescapedText } from './partText';
import { attributesOf } from './scanXml';
import { partName, WorkbookProblem, type ZipEntry } from './zipArchive';

export interface SheetPlace { readonly name: string; readonly isHidden: boolean; readonly entry: ZipEntry }
export interface WorkbookParts {
  readonly sheets: readonly SheetPlace[];
  readonly from1904: boolean;
  readonly strings: ZipEntry | null;
  /** The number format of each cell style, by its place. */
  readonly formats: readonly string[];
}

type Entries = ReadonlyMap<string, ZipEntry>;
interface Relation { readonly id: string; readonly kind: string; readonly target: string }

const mostSmallPartBytes = 50_000_000;

export function workbookParts(bytes: Uint8Array, entries: Entries): WorkbookParts {
  const root = relationsOf(bytes, entries, '').find(({ kind }) => kind === 'officeDocument');
  const path = root?.target ?? 'xl/workbook.xml';
  const entry = entries.get(path);
  if (entry === undefined || path.endsWith('.bin')) throw new WorkbookProblem(notAWorkbook(entries, path));
  const relations = relationsOf(bytes, entries, path);
  const targetOf = (kind: string): ZipEntry | null => entries.get(relations.find((each) => each.kind === kind)?.target ?? '') ?? null;
  const { named, from1904 } = readWorkbook(bytes, entry);
  const styles = targetOf('styles');
  const sheets = named.flatMap(({ name, isHidden, relationId }): SheetPlace[] => {
    const relation = relations.find(({ id }) => id === relationId);
    const part = relation?.kind === 'worksheet' ? entries.get(relation.target) : undefined;
    return part === undefined ? [] : [{ name, isHidden, entry: part }];
  });
  if (sheets.length === 0) throw new WorkbookProblem('It holds no sheet of cells. Save it anew in a spreadsheet program.');
  return { sheets, from1904, strings: targetOf('sharedStrings'), formats: styles === null ? [] : readFormats(bytes, styles) };
}

function notAWorkbook(entries: Entries, path: string): string {
  if (path.endsWith('.bin') || entries.has('xl/workbook.bin')) return 'It is a binary Excel workbook (.xlsb). Save it as an Excel workbook (.xlsx) or as CSV.';
  if (entries.has('content.xml')) return 'It is an OpenDocument file. Save it as an Excel workbook (.xlsx) or as CSV.';
  if (entries.has('word/document.xml')) return 'It is a Word document. Copy its table into a spreadsheet, and save that as CSV.';
  if (entries.has('index/document.iwa')) return 'It is a Numbers document. Export it as an Excel workbook (.xlsx) or as CSV.';
  return 'It is a zip archive and no workbook. Unpack it, and import what is in it.';
}

function relationsOf(bytes: Uint8Array, entries: Entries, path: string): readonly Relation[] {
  const slash = path.lastIndexOf('/');
  const folder = slash === -1 ? '' : path.slice(0, slash + 1);
  const entry = entries.get(partName(`${folder}_rels/${path.slice(slash + 1)}.rels`));
  if (entry === undefined) return [];
  const found: Relation[] = [];
  scanned(bytes, entry, (name, raw) => {
    if (name !== 'Relationship') return;
    const attributes = attributesOf(raw);
    if (attributes.get('TargetMode') === 'External') return;
    const kind = attributes.get('Type') ?? '';
    found.push({ id: attributes.get('Id') ?? '', kind: kind.slice(kind.lastIndexOf('/') + 1), target: resolvedPart(folder, attributes.get('Target') ?? '') });
  });
  return found;
}

/** The name of a part as it stands in the archive; steps above its root lead nowhere. */
function resolvedPart(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split(/[/\\]/u)) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return partName(steps.join('/'));
}

function readWorkbook(bytes: Uint8Array, entry: ZipEntry): { readonly named: readonly { readonly name: string; readonly isHidden: boolean; readonly relationId: string }[]; readonly from1904: boolean } {
  const named: { readonly name: string; readonly isHidden: boolean; readonly relationId: string }[] = [];
  let from1904 = false;
  scanned(bytes, entry, (name, raw) => {
    if (name !== 'sheet' && name !== 'workbookPr') return;
    const attributes = attributesOf(raw);
    if (name === 'workbookPr') from1904 = isTrue(attributes.get('date1904'));
    else named.push({ name: unescapedText(attributes.get('name') ?? ''), isHidden: (attributes.get('state') ?? 'visible') !== 'visible', relationId: attributes.get('id') ?? '' });
  });
  return { named, from1904 };
}

function isTrue(word: string | undefined): boolean {
  return word === '1' || word === 'true';
}

function readFormats(bytes: Uint8Array, entry: ZipEntry): readonly string[] {
  const own = new Map<number, string>();
  const ids: number[] = [];
  const open: string[] = [];
  scanned(bytes, entry, (name, raw) => {
    if (name === 'numFmt') {
      const attributes = attributesOf(raw);
      own.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? 'General');
    } else if (name === 'xf' && open.at(-1) === 'cellXfs') ids.push(Number(attributesOf(raw).get('numFmtId') ?? 0));
    open.push(name);
  }, () => { open.pop(); });
  return ids.map((id) => own.get(id) ?? builtInFormat(id));
}

function scanned(bytes: Uint8Array, entry: ZipEntry, open: (name: string, attributes: string) => void, close: (name: string) => void = () => {}): void {
  runToEnd(scanPart(bytes, entry, { open, close, text: () => {} }, mostSmallPartBytes));
}

const mostStrings = 5_000_000;
const mostStringCharacters = 400_000_000;

/** The strings that cells name by number: the runs of rich text joined, readings of East Asian words left out. */
export function* readStrings(bytes: Uint8Array, entry: ZipEntry): Steps<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let isInText = false;
  let readings = 0;
  let characters = 0;
  yield* scanPart(bytes, entry, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') readings += 1;
      else if (name === 't') isInText = readings === 0;
    },
    close: (name) => {
      if (name === 't') isInText = false;
      else if (name === 'rPh') readings -= 1;
      else if (name === 'si') {
        characters += text.length;
        if (strings.push(unescapedText(text)) > mostStrings || characters > mostStringCharacters) throw new WorkbookProblem('It holds more text than can be kept in memory. Import it in smaller parts.');
      }
    },
    text: (piece) => { if (isInText) text += piece; },
  });
  return strings;
}
