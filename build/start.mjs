// `npm start -- [FILE] [--web] [--no-open] [--port N] [--data DIR] [--read-only]`: sets up, then opens Lacuna, as a
// desktop application where Electron's runtime is there or can be had, else in the browser on this machine.
import { join, resolve } from 'node:path';
import { readStartArguments } from './commandLine.mjs';
import { displayProblem, downloadProblem, electronProgram, windowProblem } from './electronRuntime.mjs';
import { runInForeground, typedFrom } from './foreground.mjs';
import { prepare, root } from './prestep.mjs';
import { runScript, say } from './speech.mjs';

await runScript(async () => {
  const { isWeb, file, passedOn, data } = readStartArguments(process.argv.slice(2));
  const { node } = await prepare();
  if (!isWeb) {
    let problem = displayProblem(process.platform, process.env, process.getuid?.()) ?? downloadProblem(root, node);
    const program = problem === null ? electronProgram(root) : null;
    if (program !== null) {
      const env = { ...process.env };
      delete env['ELECTRON_RUN_AS_NODE']; // set in the terminals of some editors; it would open no window
      const args = [root, ...(data === null ? [] : ['--data', resolve(typedFrom, data)]), ...(file === null ? [] : [resolve(typedFrom, file)])];
      const startedAt = Date.now();
      const outcome = await runInForeground(program, args, typedFrom, env);
      problem = windowProblem(outcome, Date.now() - startedAt);
      if (problem === null) return outcome.code;
    }
    say(`The desktop window can't open because ${problem}; Lacuna opens in the browser instead.`);
  }
  return (await runInForeground(node, [join(root, 'out', 'main', 'loopback.js'), ...passedOn], typedFrom)).code;
});
