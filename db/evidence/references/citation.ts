// Owns how numbers of references print in a cell or sentence. Pure. Refuses to reorder them: that is the numbering's.

/** Numbers in the order given; three or more that follow each other are a range: "15–17, 20", but "15, 16". */
export function collapsedNumbers(numbers: readonly number[]): string {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run.map(String))).join(', ');
}

/** "[66, 67]", "[15–17]"; nothing for none. */
export function printedReferences(numbers: readonly number[]): string {
  return numbers.length === 0 ? '' : `[${collapsedNumbers(numbers)}]`;
}
