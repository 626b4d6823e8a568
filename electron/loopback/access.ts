// Owns who may talk to the loopback host: the page that got the one-time token, from our own origin, and nobody else.
// Host is checked against DNS rebinding, Origin against other pages; there is no cookie and no CORS.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Access {
  /** A token that one page may exchange for a secret, once. */
  issueToken(): string;
  /** The secret for a token that was not used yet; null otherwise. */
  exchange(token: string): string | null;
  isAuthorised(request: IncomingMessage): boolean;
  /** Why this request may not even ask, or null. */
  originProblem(request: IncomingMessage): string | null;
}

const onlyOwnPage = 'Lacuna answers only to its own page. Open the address that it printed when it started.';

export function createAccess(port: () => number): Access {
  const tokens = new Set<string>();
  const secrets = new Set<string>();
  const hosts = (): readonly string[] => [`127.0.0.1:${port()}`, `localhost:${port()}`];
  return {
    issueToken: () => {
      const token = randomBytes(32).toString('base64url');
      tokens.add(token);
      return token;
    },
    exchange: (token) => {
      const known = [...tokens].find((candidate) => isSame(candidate, token));
      if (known === undefined) return null;
      tokens.delete(known);
      const secret = randomBytes(32).toString('base64url');
      secrets.add(secret);
      return secret;
    },
    isAuthorised: (request) => {
      const given = /^Bearer ([\w-]{20,100})$/u.exec(request.headers.authorization ?? '')?.[1];
      return given !== undefined && [...secrets].some((secret) => isSame(secret, given));
    },
    originProblem: (request) => {
      const { host, origin } = request.headers;
      if (host === undefined || !hosts().includes(host)) return 'Lacuna answers only to 127.0.0.1 on its own port. Open the address that it printed when it started.';
      // Browsers name the origin of whatever they post; what they only get without naming it still needs the secret.
      const mayLackOrigin = request.method === 'GET' || request.method === 'HEAD';
      if (origin === undefined ? !mayLackOrigin : origin !== `http://${host}`) return onlyOwnPage;
      const site = request.headers['sec-fetch-site'];
      const isNavigation = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate';
      if (typeof site === 'string' && site !== 'same-origin' && site !== 'none' && !isNavigation) return onlyOwnPage;
      return null;
    },
  };
}

function isSame(left: string, right: string): boolean {
  const [first, second] = [Buffer.from(left), Buffer.from(right)];
  return first.length === second.length && timingSafeEqual(first, second);
}
