// Owns starting the built loopback host as a program of its own, and asking it over plain HTTP with every header under
// the test's control, as a browser would and as an attacker would. Refuses to share a data folder between two starts.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');
export const loopbackProgram = join(repository, 'out/main/loopback.js');

export interface Answer { readonly status: number; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly text: string }
export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface LoopbackProgram {
  readonly child: ChildProcess;
  readonly port: number;
  readonly origin: string;
  /** The one-time token of the address that was printed; not used yet. */
  readonly token: string;
  readonly dataFolder: string;
  /** What the program wrote to stderr so far. */
  said(): string;
  /** A request with nothing added but the Host header that Node derives. */
  ask(asked: Asked): Promise<Answer>;
  stop(): Promise<void>;
}

export interface ProgramOptions { readonly dataFolder?: string; readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> }

export async function startLoopbackProgram(options: ProgramOptions = {}): Promise<LoopbackProgram> {
  if (!existsSync(loopbackProgram)) throw new Error('out/main/loopback.js is not built.');
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'lacuna-loopback-'));
  const child = spawn(process.execPath, [loopbackProgram, '--no-open', '--port', '0', '--data', dataFolder, ...(options.args ?? [])], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env } });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
  const address = new URL(await printedAddress(child, () => errors));
  const port = Number(address.port);
  const agent = new Agent({ keepAlive: true }); // as a browser: a connection that breaks at once may break before its answer is counted as sent
  return {
    child, port, origin: address.origin, dataFolder,
    token: address.hash.replace('#token=', ''),
    said: () => errors,
    ask: (asked) => ask(port, asked, agent),
    stop: async () => {
      agent.destroy();
      await ended(child);
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The headers that our own page sends; with a secret once it has one. */
export function ownHeaders({ origin }: Pick<LoopbackProgram, 'origin'>, secret: string | null): Readonly<Record<string, string>> {
  return { Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors', 'Content-Type': 'application/json', ...(secret === null ? {} : { Authorization: `Bearer ${secret}` }) };
}

/** Exchanges the printed token for the page's secret. */
export async function takeSecret(program: LoopbackProgram): Promise<string> {
  const answer = await program.ask({ method: 'POST', path: '/session', headers: ownHeaders(program, null), body: JSON.stringify({ token: program.token }) });
  const { secret } = JSON.parse(answer.text) as { readonly secret?: string };
  if (secret === undefined) throw new Error(`No secret: ${answer.text}`);
  return secret;
}

export function ask(port: number, { method = 'GET', path = '/', headers = {}, body }: Asked, agent: Agent | false = false): Promise<Answer> {
  // Node's own client leaves the length of some methods' bodies out.
  const length = body === undefined || 'Transfer-Encoding' in headers ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((answered, failed) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => answered({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', failed);
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

function printedAddress(child: ChildProcess, errors: () => string): Promise<string> {
  return new Promise((found, failed) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/u.exec(printed)?.[0];
      if (address !== undefined) found(address);
    });
    child.on('exit', (code) => failed(new Error(`The host ended with ${code} before it printed its address: ${printed}${errors()}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.on('exit', () => done());
    child.kill('SIGTERM');
  });
}
