// Owns what EndNote's reference types are in CSL's words; its XML and its tagged text name the same ones. Refuses to guess:
// a type that it does not know is the caller's problem.

/** By the name in lower case. */
export const endnoteTypes: Readonly<Record<string, string>> = {
  'journal article': 'article-journal', 'electronic article': 'article-journal', 'ejournal article': 'article-journal', 'magazine article': 'article-magazine', 'newspaper article': 'article-newspaper', book: 'book',
  'edited book': 'book', 'electronic book': 'book', 'book section': 'chapter', 'electronic book section': 'chapter', 'conference paper': 'paper-conference', 'conference proceedings': 'paper-conference', thesis: 'thesis',
  report: 'report', 'government document': 'report', manuscript: 'manuscript', 'unpublished work': 'manuscript', 'web page': 'webpage', blog: 'post-weblog', dataset: 'dataset', 'computer program': 'software', patent: 'patent',
  standard: 'standard', encyclopedia: 'entry-encyclopedia', dictionary: 'entry-dictionary', 'personal communication': 'personal_communication', pamphlet: 'pamphlet', generic: 'document', serial: 'book', preprint: 'article',
  'serial publication': 'book', catalog: 'book', grant: 'report', 'online database': 'dataset', 'aggregated database': 'dataset', 'online multimedia': 'webpage', 'audiovisual material': 'motion_picture', music: 'musical_score',
  artwork: 'graphic', map: 'map', figure: 'figure', 'chart or table': 'figure', equation: 'figure', 'ancient text': 'classic', 'classical work': 'classic', bill: 'bill', case: 'legal_case', hearing: 'hearing', statute: 'legislation',
  'legal rule or regulation': 'legislation',
};
