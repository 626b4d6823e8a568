// Owns the loopback host's words and headers: JSON bodies, the security headers on everything, and errors as replies.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import type { ErrorCode } from '../../db/contract/errors';

const policy = [
  "default-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:", "connect-src 'self'",
  "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'", "object-src 'none'",
].join('; ');

export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), payment=()',
};

export class HttpProblem extends Error {
  readonly status: number;
  readonly code: ErrorCode;
  constructor(status: number, code: ErrorCode, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  writeJson(response, status, body);
  response.end();
}

function writeJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { ...securityHeaders, 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(text), 'Cache-Control': 'no-store' });
  response.write(text);
}

export function sendProblem(request: IncomingMessage, response: ServerResponse, problem: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known = problem instanceof HttpProblem ? problem : new HttpProblem(500, 'internal', `Something in Lacuna went wrong: ${problem instanceof Error ? problem.message : String(problem)}`);
  writeJson(response, known.status, { ok: false, error: { code: known.code, message: known.message } });
  // The answer is out; what is left of the body is read and dropped before the end, which may close the connection: a
  // sender whose connection breaks while it still sends never reads why.
  request.resume();
  finished(request, () => response.end());
}
