// Owns the parts of a workbook that do not depend on the rows: types, relations, styles, the workbook itself.
// Refuses formulas, dates and number formats: the only format is Text (49), so that a cell stays text when it is edited.
import { coreProperties, officeSchema, packageSchema, part, relations, xmlHead } from './officePackage';
import type { ZipPart } from './zipParts';
import { withoutForbidden, xmlAttribute, xmlText } from './xmlText';

export const mainSchema = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Positions in `cellXfs` of the style sheet below. */
export const cellStyle = { body: 1, head: 2, title: 3 } as const;

/** Everything but the sheets. `sheetNames` are legal already; the sheets of tables, which come first, repeat their head row when printed. */
export function workbookParts(title: string, sheetNames: readonly string[], tableCount: number): readonly ZipPart[] {
  return [
    part('[Content_Types].xml', contentTypes(sheetNames.length)),
    part('_rels/.rels', relations([
      `<Relationship Id="rId1" Type="${officeSchema}/officeDocument" Target="xl/workbook.xml"/>`,
      `<Relationship Id="rId2" Type="${packageSchema}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
    ])),
    part('docProps/core.xml', coreProperties(title)),
    part('xl/workbook.xml', workbook(sheetNames, tableCount)),
    part('xl/_rels/workbook.xml.rels', relations([
      ...sheetNames.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${officeSchema}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`),
      `<Relationship Id="rId${sheetNames.length + 1}" Type="${officeSchema}/styles" Target="styles.xml"/>`,
    ])),
    part('xl/styles.xml', styles),
  ];
}

const mostNameUnits = 31;

/**
 * A sheet name that Excel takes: at most 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at either end, not empty, and
 * not "History", which Excel keeps for itself.
 */
export function sheetName(name: string): string {
  const legal = withoutForbidden(name).replace(/[[\]:*?/\\\t\n\r]+/g, ' ').trim().slice(0, mostNameUnits);
  const trimmed = legal.replace(/[\uD800-\uDBFF]$/, '').replace(/^'+|'+$/g, '').trim();
  return trimmed === '' || trimmed.toLowerCase() === 'history' ? 'Table' : trimmed;
}

/** Legal names, of which no two are the same to Excel, whatever their case. */
export function uniqueSheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((given) => {
    const name = sheetName(given);
    let unique = name;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${sheetName(name.slice(0, mostNameUnits - ` (${count})`.length))} (${count})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

function contentTypes(sheetCount: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const sheets = Array.from({ length: sheetCount }, (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`);
  return `${xmlHead}<Types xmlns="${packageSchema}/content-types">`
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${sheets.join('')}`
    + `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>`
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>';
}

function workbook(sheetNames: readonly string[], tableCount: number): string {
  const sheets = sheetNames.map((name, index) => `<sheet name="${xmlAttribute(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const headRows = sheetNames.slice(0, tableCount).map((name, index) => `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${xmlText(`'${name.replaceAll("'", "''")}'`)}!$1:$1</definedName>`);
  return `${xmlHead}<workbook xmlns="${mainSchema}" xmlns:r="${officeSchema}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets>`
    + `<definedNames>${headRows.join('')}</definedNames></workbook>`;
}

const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
const wrapped = '<alignment vertical="top" wrapText="1"/>';
const styles = `${xmlHead}<styleSheet xmlns="${mainSchema}">`
  + `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>`
  + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
  + '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
  + '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
  + '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
  + `<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">${wrapped}</xf>`
  + `<xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">${wrapped}</xf>`
  + `<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">${wrapped}</xf></cellXfs>`
  + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
