// `npm run bench`: bundles tests/bench/main.ts as the application itself is bundled, and runs it with Lacuna's Node.
import { join } from 'node:path';
import { runInForeground } from './foreground.mjs';
import { prepare, root } from './prestep.mjs';
import { runScript } from './speech.mjs';

await runScript(async () => {
  const { node, browser } = await prepare({ needsBrowser: true });
  const env = { ...process.env, ...(browser === null ? {} : { LACUNA_BROWSER: browser }) };
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const bundled = await runInForeground(node, [vite, 'build', '-c', 'build/bench.config.ts', '--logLevel', 'warn'], root);
  if (bundled.code !== 0) return bundled.code;
  return (await runInForeground(node, [join(root, 'test-results', 'bench', 'main.mjs'), ...process.argv.slice(2)], root, env)).code;
});
