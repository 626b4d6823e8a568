// `npm run -s lacuna -- COMMAND FILE …`: sets up silently, then the command line with the right Node; stdout is its own.
import { join } from 'node:path';
import { runInForeground, typedFrom } from './foreground.mjs';
import { prepare, root } from './prestep.mjs';
import { runScript } from './speech.mjs';

await runScript(async () => {
  const { node } = await prepare();
  return (await runInForeground(node, [join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], typedFrom)).code;
});
