// Owns the style of the exported web page: three rules, none vertical, the head repeated on paper. It is the same for all
// tables, and for all documents, so that the page's policy can name it by hash; a test compares the hashes.

// Widths are classes, because the policy forbids style attributes.
const widthClasses = Array.from({ length: 100 }, (_, index) => `.w${index + 1}{width:${index + 1}%}`).join('');

export const htmlStyle = `
@page{size:A4;margin:2cm}
@page wide{size:A4 landscape;margin:2cm}
body{margin:2rem;background:#fff;color:#000;font:10pt/1.35 "Times New Roman",Times,"Liberation Serif","Noto Serif CJK SC",serif}
table{width:100%;table-layout:fixed;border-collapse:collapse;border-top:1.2pt solid;border-bottom:1.2pt solid;font-size:9pt}
body.landscape{page:wide}
caption{text-align:left;font-size:10pt;padding-bottom:4pt}
thead{display:table-header-group;border-bottom:.6pt solid}
tr{break-inside:avoid}
th,td{padding:2pt 4pt;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:break-word;hyphens:auto;unicode-bidi:plaintext}
thead th{vertical-align:bottom}
tbody th{font-weight:normal}
sup{line-height:0}
p{margin:3pt 0 0;font-size:8pt;white-space:pre-wrap;overflow-wrap:break-word}
h2{margin:10pt 0 1pt;font-size:9pt;break-after:avoid}
.entry{padding-left:2em;text-indent:-2em}
.caps{font-variant:small-caps}
.name{display:inline-block;max-width:100%}
@media print{body{margin:0}}
${widthClasses}
`;

/** SHA-256 of the style as it stands between its tags. */
export const htmlStyleHash = 'sha256-VVuz55cXEu6qQJwG82h3wuLQAnltXZVA3Ee5H/7d1ZY=';

/** Of a page with several tables, each with a page of its own on paper. */
export const documentStyle = `${htmlStyle}.landscape{page:wide}
section+section{margin-top:2rem;break-before:page}
h2:first-child{margin-top:0;font-size:10pt}
`;

export const documentStyleHash = 'sha256-ckGnJgvE3sKlSeLZYhtdmv6s+CY3HBxWFZIIv56cFF8=';
