// Owns which paths a page in the browser may name: its own data folder, documents that were opened before, and the one
// given at start. The curator's other files stay out of reach of anything that runs in a browser.
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { LacunaError, type LacunaErrorBody } from '../../db/contract/errors';
import type { AnyReply, Call } from '../../db/contract/rpc';
import { isInside } from './transfers';

const Named = z.object({ path: z.string().optional(), backupPath: z.string().optional() });
const Recents = z.array(z.object({ path: z.string() }));

export interface PagePaths { problem(call: Call): Promise<LacunaErrorBody | null> }

export function pagePaths(dataFolder: string, startFile: string | null, ask: (method: string) => Promise<AnyReply>): PagePaths {
  const reads = new Set(['openDocument', 'verifyDocument', 'listBackups', 'restoreBackup']);
  return {
    problem: async (call) => {
      const named = Named.safeParse(call.input);
      if (!named.success) return null; // the core's own schema says what is wrong
      for (const path of [named.data.path, named.data.backupPath]) {
        if (path === undefined || (isAbsolute(path) && isInside(dataFolder, path))) continue;
        if (reads.has(call.method) && (resolve(path) === startFile || (await recents(ask)).includes(resolve(path)))) continue;
        return new LacunaError('not-allowed', `A page in the browser may not use ${path}. Choose the file in the page, or start Lacuna with it: npm start -- FILE`, { path }).toBody();
      }
      return null;
    },
  };
}

async function recents(ask: (method: string) => Promise<AnyReply>): Promise<readonly string[]> {
  const reply = await ask('listRecentDocuments');
  const parsed = Recents.safeParse(reply.ok ? reply.value : []);
  return parsed.success ? parsed.data.map((recent) => resolve(recent.path)) : [];
}
