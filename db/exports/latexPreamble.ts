// Owns what stands before the body of LaTeX tables: packages, page, the declared characters, and how characters that no
// font of pdflatex holds are set. Refuses packages beyond TeX Live's recommended and extra LaTeX collections.
import { declaredCharacters } from './latexCharacters';

/** A4 with margins of 2 cm, in TeX points. */
export const latexPage = { portrait: { width: 483.7, height: 731.2 }, landscape: { width: 731.2, height: 483.7 } } as const;

/** `language`: BCP 47, for the spelling checker of the editor. `turnsPages`: some pages lie on their side among those that do not. */
export function latexPreamble(orientation: 'portrait' | 'landscape', language: string, turnsPages: boolean): string {
  const declarations = Array.from(declaredCharacters, ([character, command]) =>
    `\\declare{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}{${command}}`);
  return `% !TeX encoding = UTF-8
% !TeX spellcheck = ${language.replace(/[^A-Za-z0-9-]/g, '')}
% For pdflatex, xelatex and lualatex. Needs TeX Live's recommended and extra LaTeX packages and Latin Modern.
\\documentclass[10pt]{article}
\\usepackage{iftex}
\\usepackage[a4paper,${orientation === 'landscape' ? 'landscape,' : ''}margin=2cm]{geometry}
\\usepackage{amssymb,array,booktabs,longtable,threeparttablex,caption${turnsPages ? ',pdflscape' : ''}}
\\captionsetup{font=small,labelfont=bf,labelsep=period,justification=raggedright,singlelinecheck=false,skip=4pt}
${engines}
% Characters that the fonts lack, the same in all engines.
${declarations.join('\n')}
% Cells: set ragged, hyphenated from their first word on.
\\newcommand\\brk{\\penalty0\\hskip0pt\\relax}
\\newcolumntype{L}[1]{>{\\raggedright\\arraybackslash\\leavevmode\\nobreak\\hskip0pt\\relax}p{#1}}
\\newcolumntype{B}[1]{>{\\raggedright\\arraybackslash\\leavevmode\\nobreak\\hskip0pt\\relax}b{#1}}
% Below a table: a note without a letter, the heading of a list, and an entry of it.
\\newcommand\\plainnote{\\item[]\\hskip-\\labelsep\\relax}
\\newcommand\\listheading[1]{\\par\\vskip4pt\\relax\\plainnote{\\bfseries\\boldmath#1\\par}\\csname @nobreaktrue\\endcsname}
\\newcommand\\listentry[1]{{\\leftskip=2em\\leavevmode\\hskip-2em\\relax#1\\par}}
\\setlength\\LTleft{0pt}
\\setlength\\LTpre{0pt}
\\setlength\\LTpost{0pt}
\\setlength\\LTcapwidth{\\textwidth}
\\setlength\\parindent{0pt}
\\setlength\\emergencystretch{1em}
\\setTableNoteFont{\\vskip\\aboverulesep\\hrule height\\heavyrulewidth\\vskip4pt\\scriptsize\\raggedright\\setlength\\itemsep{1pt}}
\\pagestyle{empty}
`;
}

// fontspec's own settings would turn straight quotation marks into typographic ones.
const engines = `\\newif\\ifunifound
\\ifPDFTeX
  \\usepackage[T1]{fontenc}
  \\usepackage[utf8]{inputenc}
  \\usepackage{textcomp,lmodern}
  \\input{glyphtounicode}
  \\pdfgentounicode=1
  \\newcommand\\declare[2]{\\DeclareUnicodeCharacter{#1}{#2}}
  % No font of pdflatex holds these characters: it prints their code points instead.
  \\DeclareRobustCommand\\uni[2]{{\\tiny[U+#1]}\\brk}
\\else
  \\usepackage[no-config]{fontspec}
  \\setmainfont{lmroman10}[Extension=.otf,UprightFont=*-regular,BoldFont=*-bold,ItalicFont=*-italic,BoldItalicFont=*-bolditalic,SmallCapsFont=lmromancaps10-regular]
  \\newcommand\\declare[2]{\\catcode"#1=\\active\\begingroup\\lccode\`\\~="#1\\relax\\lowercase{\\endgroup\\protected\\def~}{#2}}
  % The first of these fonts that is here and holds the character sets it; without one, its code point is printed.
  \\newcommand\\unifonts{}
  \\newcommand\\tryfont[2]{\\IfFontExistsTF{#2}{\\newfontfamily#1{#2}\\expandafter\\def\\expandafter\\unifonts\\expandafter{\\unifonts\\do#1}}{}}
  \\tryfont\\unifontA{DejaVu Serif}
  \\tryfont\\unifontB{DejaVu Sans}
  \\tryfont\\unifontC{Noto Serif CJK SC}
  \\tryfont\\unifontD{Noto Sans CJK SC}
  \\tryfont\\unifontE{Times New Roman}
  \\tryfont\\unifontF{Arial Unicode MS}
  \\tryfont\\unifontG{Microsoft YaHei}
  \\tryfont\\unifontH{Segoe UI Symbol}
  \\def\\unifirst#1 #2\\relax{#1}
  \\DeclareRobustCommand\\uni[2]{{\\unifoundfalse
    \\def\\do##1{\\ifunifound\\else{##1\\iffontchar\\font"\\unifirst#1 \\relax\\relax\\global\\unifoundtrue#2\\fi}\\fi}%
    \\iffontchar\\font"\\unifirst#1 \\relax\\relax\\unifoundtrue#2\\fi
    \\unifonts
    \\ifunifound\\else{\\tiny[U+#1]}\\fi}\\brk}
\\fi`;
