// Owns app://lacuna/, the only origin a window ever shows: the files of out/renderer and nothing else, each with the
// strict policy. Refuses other hosts, other verbs, every way out of the folder, and kinds of file that a page has no use for.
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { protocol, type Session } from 'electron';

export const appScheme = 'app';
export const appHost = 'lacuna';
export const appOrigin = `${appScheme}://${appHost}`;
export const pageUrl = `${appOrigin}/index.html`;

export const contentSecurityPolicy = [
  "default-src 'self'",
  // The grid and the interface library write style elements and attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Before the application is ready; later is too late for Chromium. Fetching reaches this origin only: see connect-src. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

export function isAppUrl(url: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(url);
    return scheme === `${appScheme}:` && host === appHost;
  } catch {
    return false;
  }
}

export function serveAppScheme(session: Session, rendererFolder: string): void {
  session.protocol.handle(appScheme, (request) => answerRequest(request, rendererFolder));
}

export async function answerRequest(request: Pick<Request, 'method' | 'url'>, rendererFolder: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'Only reading is possible here.');
  if (!isAppUrl(request.url)) return answer(403, 'This address is not part of Lacuna.');
  const relative = relativePath(request.url);
  const contentType = relative === null ? undefined : contentTypes[extname(relative).toLowerCase()];
  if (relative === null || contentType === undefined) return answer(404, 'There is no such file.');
  try {
    // The real place counts: a symbolic link must not lead out of the folder either.
    const [root, file] = await Promise.all([realpath(rendererFolder), realpath(join(rendererFolder, relative))]);
    if (!file.startsWith(root + sep)) return answer(404, 'There is no such file.');
    const content = await readFile(file);
    return answer(200, request.method === 'HEAD' ? null : new Uint8Array(content), contentType);
  } catch {
    return answer(404, 'There is no such file.');
  }
}

/** The path inside the folder; null for one that tries anything but plain names. */
function relativePath(url: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (path === '/' || path === '') return 'index.html';
  const names = path.slice(1).split('/');
  return names.every((name) => /^[\w@+ ()-][\w.@+ ()-]*$/u.test(name)) ? names.join('/') : null;
}

function answer(status: number, body: string | Uint8Array<ArrayBuffer> | null, contentType = 'text/plain; charset=utf-8'): Response {
  return new Response(body, {
    status,
    headers: {
      'Content-Type': contentType,
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-cache',
    },
  });
}
