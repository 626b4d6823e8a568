// Owns reading a request's body: JSON of a bounded size. Refuses other content types, what is no JSON, and what is too
// large, and never breaks the connection over it: the sender must be able to read why.
import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './replies';

/** Throws before the first byte is read when the sender itself says that there are too many. */
export function requireLength(request: IncomingMessage, mostBytes: number, sentence: string): void {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw new HttpProblem(413, 'invalid-input', sentence);
}

export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/iu.test(request.headers['content-type'] ?? '')) throw new HttpProblem(415, 'invalid-input', 'Lacuna takes JSON only (Content-Type: application/json).');
  const tooLarge = `This request is larger than ${Math.round(mostBytes / 1024 ** 2)} MB. Do it in smaller parts.`;
  requireLength(request, mostBytes, tooLarge);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new HttpProblem(413, 'invalid-input', tooLarge);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpProblem(400, 'invalid-input', 'The request is not JSON.');
  }
}
