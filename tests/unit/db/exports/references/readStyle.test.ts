// Which .csl files can be used, and what is said of those that can't: a sentence, whatever is in them, in bounded time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardStyles } from '../../../../../db/exports/references/boardStyles';
import { readStyle } from '../../../../../db/exports/references/readStyle';
import { StyleError } from '../../../../../db/exports/references/styleTree';
import { article, listed, texts } from './madeUpStudies';

const namespace = 'xmlns="http://purl.org/net/xbiblio/csl"';
const info = '<info><title>Made up</title><id>http://www.example.org/styles/made-up</id><author><name>A. Quill</name></author><updated>2026-01-02T03:04:05+00:00</updated></info>';
const citation = '<citation><layout><text variable="citation-number"/></layout></citation>';
const bibliography = '<bibliography><layout suffix="."><text variable="citation-number" suffix=") "/><text macro="title"/></layout></bibliography>';
const title = '<macro name="title"><text variable="title" font-weight="bold"/></macro>';
const style = (inner: string, attributes = 'class="in-text" version="1.0"'): string => `<?xml version="1.0" encoding="utf-8"?>\n<style ${namespace} ${attributes}>${inner}</style>`;

describe('a style', () => {
  test('says what it is called, whose it is, and whether it numbers', () => {
    expect(readStyle(style(info + title + citation + bibliography))).toMatchObject({ styleId: 'made-up', title: 'Made up', authors: ['A. Quill'], updated: '2026-01-02T03:04:05+00:00', isNumbered: true });
    expect(readStyle(style(info + title + citation + bibliography.replace('<text variable="citation-number" suffix=") "/>', '')))).toMatchObject({ isNumbered: false });
  });

  test('that numbers without a margin prints its own number', () => {
    expect(texts(listed(readStyle(`\uFEFF${style(info + title + citation + bibliography)}`), [article]))).toEqual(['1) RANKL and the lacuna.']);
  });

  test('may have comments, CDATA, numeric references and an empty term', () => {
    const terms = '<locale xml:lang="en"><terms><term name="et-al"></term><term name="and"><![CDATA[&]]></term></terms></locale><!-- <style> -->';
    expect(texts(listed(readStyle(style(info + terms + title + citation + bibliography.replace('") "', '"&#41;&#x20;&amp; "'))), [article]))).toEqual(['1) & RANKL and the lacuna.']);
  });
});

const dependent = style('<info><title>Journal of Made-up Bone</title><id>http://www.zotero.org/styles/jmb</id><link href="http://www.zotero.org/styles/nature" rel="independent-parent"/></info>');
const doubling = `${'abcdefghijklmnopqrstuvwxyz'.split('').map((letter, index, all) => `<macro name="${letter}">${all[index + 1] === undefined ? '<text value="x"/>' : `<text macro="${all[index + 1]}"/><text macro="${all[index + 1]}"/>`}</macro>`).join('')}`;

describe('says of', () => {
  const refused: readonly (readonly [what: string, text: string, sentence: RegExp])[] = [
    ['an empty file', '', /not XML/u],
    ['a Word document', 'PK\u0003\u0004', /not XML/u],
    ['JSON', '{"title": "x"}', /not XML/u],
    ['a page', '<!DOCTYPE html><html><body>Not found</body></html>', /document type/u],
    ['other XML', '<records><record/></records>', /no citation style: it begins with <records>/u],
    ['a locale', `<locale ${namespace} version="1.0" xml:lang="en"></locale>`, /a CSL locale/u],
    ['a style that was cut short', style(info + title + citation + bibliography).slice(0, 400), /ends before it is whole|can't be read/u],
    ['broken tags', style('<info><title>x</info>'), /can't be read/u],
    ['a dependent style', dependent, /“Journal of Made-up Bone” only says that it is the same as the style “nature”/u],
    ['a style without a list', style(info + title + citation), /“Made up” has no bibliography/u],
    ['a list without a layout', style(info + title + citation + '<bibliography/>'), /has no layout/u],
    ['a style without citations', style(info + title + bibliography), /no citation part/u],
    ['a style without a head', style(title + citation + bibliography), /no <info>/u],
    ['CSL-M', style(info + title + citation + bibliography, 'class="note" version="1.1mlz1"'), /CSL-M \(version 1\.1mlz1\)/u],
    ['CSL 0.8', style(info + citation + bibliography, 'class="in-text"'), /before 1\.0/u],
    ['CSL 2', style(info + title + citation + bibliography, 'class="in-text" version="2.0"'), /CSL 2\.0/u],
    ['entities that grow', `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${style(`<info><title>&b;</title></info>`)}`, /document type/u],
    ['an entity of a file', `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${style('<info><title>&a;</title></info>')}`, /document type/u],
    ['an unknown entity', style('<info><title>&passwd;</title></info>'), /the entity &passwd;/u],
    ['a macro that is not there', style(info + citation + bibliography), /calls the macro “title”, which it does not have/u],
    ['a macro that calls itself', style(`${info}<macro name="title"><group><text macro="title"/></group></macro>${citation}${bibliography}`), /calls itself/u],
    ['macros that double', style(`${info}${doubling}<macro name="title"><text macro="a"/></macro>${citation}${bibliography}`), /would never end/u],
    ['a depth of 10,000', style(`${info}${'<group>'.repeat(10_000)}${'</group>'.repeat(10_000)}${title}${citation}${bibliography}`), /deeper or larger/u],
    ['100,000 elements', style(`${info}${'<text/>'.repeat(100_000)}${title}${citation}${bibliography}`), /deeper or larger/u],
    ['names of every object', style(`${info}<macro name="__proto__"/>${title}${citation}${bibliography}`), /“__proto__”/u],
    ['terms with names of every object', style(`${info}<locale><terms><term name="constructor">x</term></terms></locale>${title}${citation}${bibliography}`), /“constructor”/u],
    ['five megabytes', style(info + ' '.repeat(5_000_000)), /larger than a megabyte/u],
  ];
  test.each(refused)('%s', (_, text, sentence) => {
    const start = performance.now();
    expect(() => readStyle(text)).toThrow(StyleError);
    expect(() => readStyle(text)).toThrow(sentence);
    expect(() => readStyle(text)).toThrow(/^[\p{Lu}“].{15,}\.$/su);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('none of it touches what every object has', () => {
    expect(Object.hasOwn(Object.prototype, 'long')).toBe(false);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('any cut or changed style: it is read, or refused with a sentence', () => {
    const source = boardStyles.find(({ styleId }) => styleId === 'nature')?.text ?? '';
    fc.assert(fc.property(fc.nat(source.length), fc.nat(40), fc.string({ maxLength: 5 }), (at, length, put) => {
      try {
        expect(texts(listed(readStyle(source.slice(0, at) + put + source.slice(at + length)), [article]))[0]).not.toBe('');
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(StyleError);
      }
    }), { numRuns: 150 });
  });
});

test('each style on board is its author\'s text: whole, and with the licence in it', () => {
  for (const { styleId, text } of boardStyles) {
    expect(text.trimEnd().endsWith('</style>'), styleId).toBe(true);
    expect(text, styleId).toContain('http://creativecommons.org/licenses/by-sa/3.0/');
    expect(readStyle(text).styleId).toBe(styleId);
  }
});
