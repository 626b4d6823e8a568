// Owns the loopback host's HTTP: the page, one-time token to secret, calls in batches, events as a stream, files up and
// down. Bound to 127.0.0.1 only. Refuses foreign hosts and origins, anything without the secret, and what does not fit.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { LacunaEvent } from '../../db/contract/events';
import { LacunaError } from '../../db/contract/errors';
import { fitting, type Fitting } from '../../db/contract/fitting';
import { hostMethods, isHostMethod } from '../../db/contract/hostMethods';
import { CallBatch, type AnyReply, type Call } from '../../db/contract/rpc';
import type { CoreClient } from '../process/coreClient';
import { createAccess } from './access';
import { readJson } from './bodies';
import { pagePaths } from './pagePaths';
import { HttpProblem, securityHeaders, sendJson, sendProblem } from './replies';
import { staticFiles } from './staticFiles';
import { createTransfers, type TransferLimits } from './transfers';

export interface LoopbackOptions {
  readonly core: Pick<CoreClient, 'call' | 'cancel' | 'onEvent'>;
  readonly pageFolder: string;
  readonly dataFolder: string;
  readonly startFile: string | null;
  readonly port: number;
  readonly version: string;
  readonly newId: () => string;
  readonly limits?: LoopbackLimits;
}
export interface LoopbackLimits extends TransferLimits { readonly bodyBytes: number }
export interface LoopbackServer {
  readonly port: number;
  /** An address that lets one page in. */
  newAddress(): string;
  /** The next page is asked to open this file: it says what is in the way, and what can be done. */
  requestOpen(path: string): void;
  close(): Promise<void>;
}

const usualLimits: LoopbackLimits = { bodyBytes: 64 * 1024 ** 2, uploadBytes: 2 * 1024 ** 3 };
const bodyTimeoutMs = 120_000;
const heartbeatMs = 15_000;
const TokenBody = z.strictObject({ token: z.string().max(200) });

export async function startLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const { core, dataFolder, newId, limits = usualLimits } = options;
  let port = options.port;
  const access = createAccess(() => port);
  const page = staticFiles(options.pageFolder);
  const transfers = createTransfers(dataFolder, newId, limits);
  const paths = pagePaths({ dataFolder, startFile: options.startFile, isPlace: transfers.isPlace, ask: (method) => core.call({ callId: newId(), method, input: {} }) });
  const streams = new Set<ServerResponse>();
  let requestedPath: string | null = null;

  core.onEvent((event: LacunaEvent) => {
    const text = asEvent(event);
    for (const stream of streams) stream.write(text);
  });
  const heartbeat = setInterval(() => { for (const stream of streams) stream.write(': here\n\n'); }, heartbeatMs).unref();

  const answerHost = (call: Call): AnyReply => {
    if (!isHostMethod(call.method)) throw new Error(`${call.method} is not a host method.`);
    const input = fitting(call.method, hostMethods[call.method].input, call.input);
    if (!input.isFitting) return { ok: false, error: input.error };
    switch (call.method) {
      case 'getHost': return { ok: true, value: { kind: 'loopback', platform: process.platform, version: options.version } };
      case 'chooseDocument': return { ok: true, value: { path: null } };
      case 'chooseFiles': return { ok: true, value: { paths: [] } };
      case 'chooseDestination': return { ok: true, value: { path: transfers.place(hostMethods.chooseDestination.input.parse(call.input).suggestedName) } };
      case 'revealFile': return { ok: true, value: { isShown: false } };
      case 'answerClose': return { ok: true, value: null };
    }
  };

  const answer = async (call: Call): Promise<AnyReply> => {
    if (isHostMethod(call.method)) return answerHost(call);
    const problem = await paths.problem(call);
    return problem === null ? core.call(call) : { ok: false, error: problem };
  };
  /** One call that fails must not take the answers of its batch away. */
  const answerWhole = (call: Call): Promise<AnyReply> => answer(call).catch((thrown: unknown) => {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { ok: false, error: { code: 'internal', message: `${call.method} could not be finished: ${message}. Try again; if it stays so, restart Lacuna.` } };
  });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const problem = access.originProblem(request);
    if (problem !== null) throw new HttpProblem(403, 'not-allowed', problem);
    const url = addressOf(request.url ?? '/', port);
    const route = `${request.method ?? ''} ${url.pathname}`;
    if (route === 'POST /session') {
      const secret = access.exchange(fitted('/session', TokenBody, await readJson(request, limits.bodyBytes)).token);
      if (secret === null) throw new HttpProblem(401, 'not-allowed', 'This address was used already, or is not one of this Lacuna. Start Lacuna again and open the address that it prints.');
      return sendJson(response, 200, { secret });
    }
    const isOurs = ['/call', '/events', '/upload', '/outbox', '/token', '/session'].includes(url.pathname);
    if (!isOurs) {
      if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpProblem(405, 'not-allowed', 'This address takes GET only.');
      return page.send(response, url.pathname, request.method === 'HEAD');
    }
    if (!access.isAuthorised(request)) throw new HttpProblem(401, 'not-allowed', 'This page has no right to use Lacuna. Open the address that Lacuna printed when it started.');
    switch (route) {
      case 'POST /call': {
        const batch = fitted('/call', CallBatch, await readJson(request, limits.bodyBytes));
        for (const callId of batch.cancel) core.cancel(callId);
        return sendJson(response, 200, { replies: await Promise.all(batch.calls.map(answerWhole)) });
      }
      case 'POST /token': return sendJson(response, 200, { token: access.issueToken() });
      case 'GET /events': {
        response.writeHead(200, { ...securityHeaders, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        response.write(': here\n\n');
        streams.add(response);
        if (requestedPath !== null) response.write(asEvent({ type: 'openRequested', path: requestedPath }));
        requestedPath = null;
        response.on('close', () => streams.delete(response));
        return;
      }
      case 'POST /upload': return sendJson(response, 200, { path: await transfers.receive(request, url.searchParams.get('name') ?? 'file') });
      case 'GET /outbox': return transfers.deliver(response, url.searchParams.get('path') ?? '');
      default: throw new HttpProblem(405, 'not-allowed', `${url.pathname} does not take ${request.method ?? 'this'}.`);
    }
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => sendProblem(request, response, thrown));
  });
  server.requestTimeout = bodyTimeoutMs;
  port = await listen(server, port);
  return {
    port,
    requestOpen: (path) => { requestedPath = path; },
    newAddress: () => `http://127.0.0.1:${port}/#token=${access.issueToken()}`,
    close: async () => {
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
      await new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); });
    },
  };
}

function asEvent(event: LacunaEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

function addressOf(target: string, port: number): URL {
  try {
    return new URL(target, `http://127.0.0.1:${port}`);
  } catch {
    throw new HttpProblem(400, 'invalid-input', 'This address can\'t be read.');
  }
}

function fitted<Schema extends z.ZodType>(route: string, schema: Schema, body: unknown): z.output<Schema> {
  let parsed: Fitting<Schema>;
  try {
    parsed = fitting(route, schema, body);
  } catch {
    throw new HttpProblem(400, 'invalid-input', 'What was sent is nested too deeply.');
  }
  if (parsed.isFitting) return parsed.value;
  throw new HttpProblem(400, 'invalid-input', parsed.error.message);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (problem: NodeJS.ErrnoException) => {
      if (problem.code === 'EADDRINUSE') reject(new LacunaError('invalid-input', `Port ${port} is in use. Choose another one with --port, or leave it out for a free one.`));
      else if (problem.code === 'EACCES') reject(new LacunaError('invalid-input', `Port ${port} may not be used. Choose one above 1023 with --port.`));
      else reject(problem);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
