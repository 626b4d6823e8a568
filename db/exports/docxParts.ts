// Owns the parts of the Word document that do not depend on the rows: types, relations, styles, settings. Refuses
// colours, themes and macros. The order of elements follows ECMA-376 (wml.xsd): Word refuses a file that breaks it.
import { coreProperties, officeSchema, packageSchema, part, relations, xmlHead } from './officePackage';
import { xmlAttribute } from './xmlText';
import type { ZipPart } from './zipParts';

export const wordSchema = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Style ids that the document part refers to. */
export const wordStyle = { caption: 'Caption', table: 'ThreeLineTable', head: 'TableHead', cell: 'TableText', note: 'TableNote', heading: 'ReferencesHeading', entry: 'Bibliography' } as const;

/** Rules in eighths of a point: booktabs' heavy rule (0.08 em) and light rule (0.05 em) at 9 pt, rounded up. */
export const rule = {
  heavy: 'w:val="single" w:sz="8" w:space="0" w:color="000000"',
  light: 'w:val="single" w:sz="4" w:space="0" w:color="000000"',
} as const;

/** `language`: BCP 47, for the spelling checker and for screen readers. */
export function documentParts(title: string, language: string): readonly ZipPart[] {
  return [
    part('[Content_Types].xml', contentTypes),
    part('_rels/.rels', relations([
      `<Relationship Id="rId1" Type="${officeSchema}/officeDocument" Target="word/document.xml"/>`,
      `<Relationship Id="rId2" Type="${packageSchema}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
    ])),
    part('docProps/core.xml', coreProperties(title)),
    part('word/_rels/document.xml.rels', relations([
      `<Relationship Id="rId1" Type="${officeSchema}/styles" Target="styles.xml"/>`,
      `<Relationship Id="rId2" Type="${officeSchema}/settings" Target="settings.xml"/>`,
    ])),
    part('word/settings.xml', settings(language)),
    part('word/styles.xml', styles(language)),
  ];
}

const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const contentTypes = `${xmlHead}<Types xmlns="${packageSchema}/content-types">`
  + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
  + `<Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${type}.styles+xml"/>`
  + `<Override PartName="/word/settings.xml" ContentType="${type}.settings+xml"/>`
  + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>';

// Mode 15 is Word 2013 and later; without it Word opens the file in compatibility mode.
const settings = (language: string): string => `${xmlHead}<w:settings xmlns:w="${wordSchema}"><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>`
  + '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
  + `<w:themeFontLang w:val="${xmlAttribute(language)}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`;

function paragraphStyle(id: string, name: string, paragraph: string, run: string, isBuiltIn = false): string {
  const custom = isBuiltIn ? '' : ' w:customStyle="1"';
  return `<w:style w:type="paragraph"${custom} w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/>`
    + `<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

const family = 'Times New Roman';
const nine = '<w:sz w:val="18"/><w:szCs w:val="18"/>';
const eight = '<w:sz w:val="16"/><w:szCs w:val="16"/>';
const styles = (language: string): string => `${xmlHead}<w:styles xmlns:w="${wordSchema}"><w:docDefaults><w:rPrDefault><w:rPr>`
  + `<w:rFonts w:ascii="${family}" w:eastAsia="${family}" w:hAnsi="${family}" w:cs="${family}"/><w:sz w:val="20"/><w:szCs w:val="20"/>`
  + `<w:lang w:val="${xmlAttribute(language)}" w:eastAsia="${xmlAttribute(language)}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>`
  + '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
  + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
  + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
  + '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
  + '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
  + paragraphStyle(wordStyle.caption, 'caption', '<w:keepNext/><w:keepLines/><w:spacing w:after="80"/>', '<w:sz w:val="20"/><w:szCs w:val="20"/>', true)
  + paragraphStyle(wordStyle.head, 'Table Head', '<w:keepNext/>', `<w:b/><w:bCs/>${nine}`)
  + paragraphStyle(wordStyle.cell, 'Table Text', '', nine)
  + paragraphStyle(wordStyle.note, 'Table Note', '<w:spacing w:before="60"/>', eight)
  + paragraphStyle(wordStyle.heading, 'References Heading', '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="20"/><w:outlineLvl w:val="0"/>', `<w:b/><w:bCs/>${nine}`)
  + paragraphStyle(wordStyle.entry, 'Bibliography', '<w:spacing w:before="60"/><w:ind w:left="340" w:hanging="340"/>', eight, true)
  + `<w:style w:type="table" w:customStyle="1" w:styleId="${wordStyle.table}"><w:name w:val="Three-Line Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>`
  + `<w:tblPr><w:tblBorders><w:top ${rule.heavy}/><w:bottom ${rule.heavy}/></w:tblBorders>`
  + '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
  + `<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom ${rule.light}/></w:tcBorders></w:tcPr></w:tblStylePr></w:style></w:styles>`;
