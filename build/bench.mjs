// `npm run bench -- [--rows N] [--only core|window]`: bundles tests/bench/main.ts as the application itself is bundled,
// and runs it with Lacuna's Node and a real browser.
import { join } from 'node:path';
import { readBenchArguments } from './commandLine.mjs';
import { runInForeground } from './foreground.mjs';
import { prepare, root } from './prestep.mjs';
import { runScript } from './speech.mjs';

await runScript(async () => {
  const words = process.argv.slice(2);
  const { isWindow } = readBenchArguments(words); // before anything takes time
  const { node, browser } = await prepare({ needsBrowser: isWindow });
  const env = { ...process.env, ...(browser === null ? {} : { LACUNA_BROWSER: browser }) };
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const bundled = await runInForeground(node, [vite, 'build', '-c', 'build/bench.config.ts', '--logLevel', 'warn'], root);
  if (bundled.code !== 0) return bundled.code;
  return (await runInForeground(node, [join(root, 'test-results', 'bench', 'main.mjs'), ...words], root, env)).code;
});
