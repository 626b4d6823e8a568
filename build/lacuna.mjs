// `npm run -s lacuna -- COMMAND FILE …`: sets up silently, then the command line with the right Node; stdout is its own.
import { join } from 'node:path';
import { runInForeground, typedFrom } from './foreground.mjs';
import { prepare, root, runScript } from './prestep.mjs';

await runScript(() => runInForeground(prepare().node, [join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], typedFrom));
