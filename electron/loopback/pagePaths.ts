// Owns which paths a page in the browser may name. It may read documents of the data folder, those that were opened
// before, and the one given at start; it may write only to places that were made for it. The curator's other files, the
// backups and the preferences stay out of reach of anything that runs in a browser.
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { LacunaError, type LacunaErrorBody } from '../../db/contract/errors';
import type { AnyReply, Call } from '../../db/contract/rpc';
import { NamedPaths, namedPaths } from '../process/namedPaths';
import { isInside } from './transfers';

const Recents = z.array(z.object({ path: z.string() }));

export interface PagePathsDeps {
  readonly dataFolder: string;
  readonly startFile: string | null;
  isPlace(path: string): boolean;
  ask(method: string): Promise<AnyReply>;
}
export interface PagePaths { problem(call: Call): Promise<LacunaErrorBody | null> }

export function pagePaths({ dataFolder, startFile, isPlace, ask }: PagePathsDeps): PagePaths {
  const mayRead = async (path: string): Promise<boolean> => (isAbsolute(path) && isInside(dataFolder, path)) || resolve(path) === startFile || (await recents(ask)).includes(resolve(path));
  return {
    problem: async (call) => {
      const named = NamedPaths.safeParse(call.input);
      if (!named.success) return null; // the core's own schema says what is wrong
      for (const { path, isRead } of namedPaths(call.method, named.data)) {
        if (isRead ? await mayRead(path) : isPlace(path)) continue;
        const sentence = isRead
          ? `A page in the browser may not open ${path}. Choose the file in the page, or start Lacuna with it (npm start -- FILE).`
          : `A page in the browser may not write to ${path}. It writes only to places that Lacuna makes for its downloads.`;
        return new LacunaError('not-allowed', sentence, { path }).toBody();
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
