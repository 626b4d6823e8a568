// Owns remembering the answers of a pure function for short texts that come again and again (words, symbols). Bounded:
// a full memory is emptied. Refuses long texts: those are asked anew.
const mostAnswers = 4000;
const longestText = 80;

export function remembered<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    if (text.length > longestText) return ask(text);
    const known = answers.get(text);
    if (known !== undefined) return known.answer;
    if (answers.size >= mostAnswers) answers.clear();
    const answer = ask(text);
    answers.set(text, { answer });
    return answer;
  };
}
