// Owns the words for a lab's own columns: what their cells can hold, and who sees them. Pure.
import type { CustomType } from '../../../../db/contract/tableNames';
import type { Sharing } from '../../../../db/contract/sharing';

export const typeNames: Readonly<Record<CustomType, string>> = { text: 'Text', 'long text': 'Long text', term: 'Term', terms: 'Terms', number: 'Number', 'yes or no': 'Yes or no' };
export const typeHints: Readonly<Record<CustomType, string>> = {
  text: 'One line.', 'long text': 'Several lines.', term: 'One word or phrase, offered again in other rows.', terms: 'Words or phrases with commas between, offered again in other rows.',
  number: 'A number as it is printed: 1.20, < 0.001, NR.', 'yes or no': 'Yes, No, or empty.',
};
export const sharingNames: Readonly<Record<Sharing, string>> = { private: 'Private', published: 'Published' };
export const sharingHints: Readonly<Record<Sharing, string>> = { private: 'It stays in the document. Exports have it only where you include what is private.', published: 'Exports have it like the other columns of the table.' };

export function filledWords(filled: number | null): string {
  return filled === null ? '' : filled === 0 ? 'none' : filled.toLocaleString('en');
}
