// Owns serving the built page: the files of one folder, by exact name. Refuses everything outside it.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { HttpProblem, securityHeaders } from './replies';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.json': 'application/json; charset=utf-8',
};

export interface StaticFiles { send(response: ServerResponse, pathname: string, isHead: boolean): void }

/** The names are listed once: a path that is not one of them does not exist. */
export function staticFiles(folder: string): StaticFiles {
  const names = new Map(readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => [`/${name.replaceAll('\\', '/')}`, join(folder, name)]));
  return {
    send: (response, pathname, isHead) => {
      const path = names.get(pathname === '/' ? '/index.html' : pathname);
      const stats = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
      const type = types[extname(path ?? '').toLowerCase()];
      if (path === undefined || type === undefined || stats?.isFile() !== true) throw new HttpProblem(404, 'not-found', 'There is nothing at this address.');
      response.writeHead(200, { ...securityHeaders, 'Content-Type': type, 'Content-Length': stats.size, 'Cache-Control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache' });
      if (isHead) response.end();
      else createReadStream(path).pipe(response);
    },
  };
}
