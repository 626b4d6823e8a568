// `npm run test:electron -- [--required]`: the end-to-end specs in the real desktop application. Where its runtime can't
// be had or no display is there, nothing is run, and the reason is printed; with `--required` that is a failure.
import { displayProblem, downloadProblem } from './electronRuntime.mjs';
import { prepare, root } from './prestep.mjs';
import { lastLine } from './reports.mjs';
import { runPlaywright } from './runners.mjs';
import { runScript, SetupProblem } from './speech.mjs';

await runScript(async () => {
  const words = process.argv.slice(2);
  const unknown = words.find((word) => word !== '--required');
  if (unknown !== undefined) throw new SetupProblem(`There is no option “${unknown}”.\nUsage: npm run test:electron -- [--required]`);
  const tools = await prepare();
  // The specs start it without the sandbox where the user is root, so root is no obstacle here.
  const problem = displayProblem(process.platform, process.env, undefined) ?? downloadProblem(root, tools.node, { isAskedFor: true });
  if (problem !== null) {
    const isRequired = words.includes('--required');
    console.log(`${isRequired ? 'Not run' : 'Skipped'}: the end-to-end specs in Electron, because ${problem}.`);
    console.log(isRequired ? '0 passed, 1 failed, 0 skipped' : '0 passed, 0 failed, 1 skipped');
    return isRequired ? 1 : 0;
  }
  const tally = runPlaywright(tools, 'electron');
  for (const line of tally.skipped) console.log(`Skipped: ${line}`);
  console.log(lastLine(tally));
  return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
});
