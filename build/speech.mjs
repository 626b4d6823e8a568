// Owns how the scripts behind the npm commands speak: one sentence on stderr, an exit code, never a stack trace for
// what is not a fault in the code.

/** A sentence for the person at the keyboard: what could not be done, and how to mend it. */
export class SetupProblem extends Error {}

/** @param {string} message */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** Runs a script's main function; a SetupProblem becomes its sentence and exit code 2. @param {() => number | Promise<number>} main */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (problem) {
    if (!(problem instanceof SetupProblem)) throw problem;
    say(problem.message);
    process.exitCode = 2;
  }
}
