// Owns what every office file shares (Open Packaging Conventions): relations, core properties, the schema names.
import type { ZipPart } from './zipParts';
import { withoutForbidden, xmlText } from './xmlText';

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const packageSchema = 'http://schemas.openxmlformats.org/package/2006';
export const officeSchema = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Title and language, and no dates: the same table is the same file tomorrow. */
export function coreProperties(title: string): string {
  return `${xmlHead}<cp:coreProperties xmlns:cp="${packageSchema}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`
    + `<dc:creator>Lacuna</dc:creator><dc:language>en-US</dc:language><dc:title>${xmlText(withoutForbidden(title))}</dc:title></cp:coreProperties>`;
}

export function relations(entries: readonly string[]): string {
  return `${xmlHead}<Relationships xmlns="${packageSchema}/relationships">${entries.join('')}</Relationships>`;
}

export function part(path: string, text: string): ZipPart {
  return { path, pieces: [text] };
}
