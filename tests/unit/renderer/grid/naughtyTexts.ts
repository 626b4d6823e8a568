// Texts that break careless readers and writers: quotes, separators, controls of direction, formulas, markup, names of
// object members, and letters beyond the first plane. Written for this project.
export const naughtyTexts: readonly string[] = [
  '', ' ', '\t', '\n', '\r\n', '\r', '"', '""', '"""', '"a', 'a"', '"a"b', "'", "'=1", '=1+1', '+1', '-1.00', '@SUM(A1)', '=HYPERLINK("https://example.org";"x")',
  'a\tb', 'a\nb', 'a\r\nb', 'a\rb', '"a\tb"', 'a,b', 'a;b', 'a|b', '\\t', '\\n', '\\', '/', '007', '5.0', '1e5', '1/2', 'SEPT2', 'TRUE', 'null', 'undefined', 'NaN', 'constructor', '__proto__', 'toString',
  '<b>bold</b>', '<script>alert(1)</script>', '&amp;', '&lt;', '</td></tr></table>', '<!--', ']]>', '<br>', 'data-lacuna="1"', '%s %d', '${x}', '{{x}}', '`', '$&', '$1',
  'TGF-β', 'TGF\u2011β', 'μ', 'µ', 'ﬁ', 'Å', 'A\u030A', 'e\u0301', 'İ', 'ß', 'ﷺ', '\u00A0', '\u2003', '\u200B', '\uFEFF', '\u202Ereversed\u202C', '\u2066isolated\u2069', '\u0300', '\u2028', '\u2029', '\u0085', '\u000B', '\u000C',
  '😀', '👩‍🔬', '🇩🇪', '𝒜', '你好', 'こんにちは', 'שלום', 'مرحبا', 'x'.repeat(40_000), 'p < 0.0001', 'HR = 4.18 (95% CI, 1.20–14.6)', '31.3 % of 32', 'miR-17-5p', 'No description', 'no DESCRIPTION ',
];
