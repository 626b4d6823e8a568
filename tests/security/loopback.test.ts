// The loopback host against everybody who is not its own page: the built program, spoken to over plain HTTP with every
// header under the test's control. Each refusal is a clear sentence with a typed code, changes nothing on disk, and
// leaves the host answering.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LacunaErrorBody } from '../../db/contract/errors';
import { until } from '../hosts/electronHarness';
import { ask, ownHeaders, startLoopbackProgram, takeSecret, type Answer, type Asked, type LoopbackProgram } from '../hosts/loopbackHarness';

let program: LoopbackProgram;
let secret: string;
let headers: Readonly<Record<string, string>>;
beforeAll(async () => {
  program = await startLoopbackProgram();
  secret = await takeSecret(program);
  headers = ownHeaders(program, secret);
  // The day's first opening makes a backup in the background.
  await until('the backup', () => { const made = readdirSync(program.dataFolder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('daily')); return made.length === 1 && made[0]?.endsWith('daily.lacuna'); }, 20_000);
});
afterAll(() => program.stop());

const batch = (method: string, input: unknown): string => JSON.stringify({ calls: [{ callId: crypto.randomUUID(), method, input }], cancel: [] });
const post = (body: string, changed: Readonly<Record<string, string>> = {}, path = '/call'): Promise<Answer> => program.ask({ method: 'POST', path, headers: { ...headers, ...changed }, body });
async function call(method: string, input: unknown): Promise<{ readonly ok: boolean; readonly value?: unknown; readonly error?: LacunaErrorBody }> {
  const answer = await post(batch(method, input));
  return (JSON.parse(answer.text) as { readonly replies: readonly [{ readonly ok: boolean }] }).replies[0];
}
const without = (...names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
/** A request that would change the document if it got through. */
const anEdit = batch('editRows', { table: 'factors', adds: [{ values: { factor: 'Intruder' } }] });

function refused(answer: Answer, status: number, code: string): string {
  expect({ status: answer.status, text: answer.text.slice(0, 300) }).toMatchObject({ status });
  const { ok, error } = JSON.parse(answer.text) as { readonly ok: boolean; readonly error: unknown };
  expect(ok).toBe(false);
  const body = LacunaErrorBody.parse(error);
  expect(body.code).toBe(code);
  expect(body.message, 'a sentence').toMatch(/^.{10,}\.$/su);
  return body.message;
}

/** Every file of the data folder by its content; what SQLite keeps beside an open document does not count. */
function onDisk(): Readonly<Record<string, string>> {
  const names = readdirSync(program.dataFolder, { recursive: true, encoding: 'utf8' }).filter((name) => !/-(?:shm|wal)$/u.test(name) && statSync(join(program.dataFolder, name)).isFile());
  return Object.fromEntries(names.toSorted().map((name) => [name, createHash('sha256').update(readFileSync(join(program.dataFolder, name))).digest('hex')]));
}
async function state(): Promise<unknown> {
  return { files: onDisk(), document: await call('getDocument', {}) };
}
async function changesNothing(attack: () => Promise<void>): Promise<void> {
  const before = await state();
  await attack();
  expect(await state(), 'nothing changed, and the host answers').toEqual(before);
}

describe('who may talk to it', () => {
  test.each([
    ['no secret', () => without('Authorization')],
    ['a wrong secret', () => ({ ...headers, Authorization: `Bearer ${'A'.repeat(43)}` })],
    ['the secret under another scheme', () => ({ ...headers, Authorization: `Basic ${secret}` })],
    ['the secret with more behind it', () => ({ ...headers, Authorization: `Bearer ${secret}x` })],
    ['the secret as a cookie', () => ({ ...without('Authorization'), Cookie: `secret=${secret}; Authorization=Bearer ${secret}` })],
    ['the one-time token as the secret', () => ({ ...headers, Authorization: `Bearer ${program.token}` })],
  ])('%s: refused on every address of its own', async (_what, given) => {
    await changesNothing(async () => {
      const asked: readonly Asked[] = [
        { method: 'POST', path: '/call', body: anEdit }, { method: 'POST', path: '/token', body: '{}' }, { path: '/events' },
        { method: 'POST', path: '/upload?name=a.lacuna', body: 'x' }, { path: '/outbox?path=/etc/hostname' }, { method: 'POST', path: `/call?secret=${secret}&token=${program.token}`, body: anEdit },
      ];
      for (const each of asked) {
        const message = refused(await program.ask({ ...each, headers: given() }), 401, 'not-allowed');
        expect(message).toBe('This page has no right to use Lacuna. Open the address that Lacuna printed when it started.');
      }
    });
  });

  test('a token works once; a second use, a wrong one and none are refused', async () => {
    await changesNothing(async () => {
      for (const token of [program.token, 'A'.repeat(43), '']) {
        const message = refused(await post(JSON.stringify({ token }), {}, '/session'), 401, 'not-allowed');
        expect(message).toContain('This address was used already, or is not one of this Lacuna');
      }
      refused(await post('{}', {}, '/session'), 400, 'invalid-input');
    });
    const fresh = JSON.parse((await post('{}', {}, '/token')).text) as { readonly token: string };
    expect((await post(JSON.stringify(fresh), {}, '/session')).status).toBe(200);
    expect((await post(JSON.stringify(fresh), {}, '/session')).status).toBe(401);
  });

  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', 'localhost', '[::1]:PORT', '0.0.0.0:PORT', '127.0.0.1.evil.example:PORT', 'localhost.evil.example:PORT', '127.0.0.2:PORT'])('the Host %s: refused, page and all', async (host) => {
    const foreign = { Host: host.replace('PORT', String(program.port)) };
    await changesNothing(async () => {
      for (const asked of [{ path: '/' }, { method: 'POST', path: '/call', body: anEdit }, { method: 'POST', path: '/session', body: JSON.stringify({ token: program.token }) }]) {
        expect(refused(await program.ask({ ...asked, headers: { ...headers, ...foreign } }), 403, 'not-allowed')).toContain('Lacuna answers only to 127.0.0.1 on its own port');
      }
    });
  });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1:1', 'http://localhost:PORT', 'https://127.0.0.1:PORT', 'http://127.0.0.1:PORT.evil.example', 'file://', 'app://lacuna', ''])('the Origin “%s”: refused, even with the secret', async (origin) => {
    await changesNothing(async () => {
      const message = refused(await post(anEdit, { Origin: origin.replace('PORT', String(program.port)) }), 403, 'not-allowed');
      expect(message).toBe('Lacuna answers only to its own page. Open the address that it printed when it started.');
    });
  });

  test('no Origin on what changes something: refused; a page that is opened or read names none', async () => {
    await changesNothing(async () => {
      for (const path of ['/call', '/session', '/token', '/upload?name=x']) refused(await program.ask({ method: 'POST', path, headers: without('Origin', 'Sec-Fetch-Site', 'Sec-Fetch-Mode'), body: anEdit }), 403, 'not-allowed');
    });
    expect((await program.ask({ path: '/' })).status).toBe(200);
  });

  test.each(['cross-site', 'same-site'])('a request that the browser calls %s: refused; following a link to the page is not', async (site) => {
    await changesNothing(async () => {
      refused(await post(anEdit, { 'Sec-Fetch-Site': site }), 403, 'not-allowed');
      refused(await program.ask({ path: '/events', headers: { ...without('Origin'), 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'no-cors' } }), 403, 'not-allowed');
    });
    expect((await program.ask({ path: '/', headers: { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'navigate' } })).status).toBe(200);
  });

  test('a preflight gets no permission', async () => {
    const answer = await program.ask({ method: 'OPTIONS', path: '/call', headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization' } });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('it listens on 127.0.0.1 and nowhere else', async () => {
    const others = ['::1', ...Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).filter((each) => !each.internal).map((each) => each.address))];
    for (const host of others) expect(await canConnect(host, program.port), host).toBe(false);
    expect(await canConnect('127.0.0.1', program.port)).toBe(true);
    if (process.platform !== 'linux') return;
    const wanted = `:${program.port.toString(16).toUpperCase().padStart(4, '0')}`;
    const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => readFileSync(path, 'utf8').split('\n').map((line) => line.trim().split(/\s+/u))).filter((fields) => fields[3] === '0A' && fields[1]?.endsWith(wanted) === true);
    expect(listening.map((fields) => fields[1])).toEqual([`0100007F${wanted}`]);
  });
});

describe('what it takes', () => {
  test.each([
    ['text', 'text/plain', anEdit, 415], ['a form', 'application/x-www-form-urlencoded', 'calls=all', 415], ['a form with JSON in it', 'multipart/form-data; boundary=x', anEdit, 415], ['no type', '', anEdit, 415],
    ['a type that only begins so', 'application/jsonp', anEdit, 415], ['no JSON', 'application/json', '{"calls":', 400], ['nothing', 'application/json', '', 400],
  ])('%s is refused', async (_what, type, body, status) => {
    await changesNothing(async () => { refused(await post(body, { 'Content-Type': type }), status, 'invalid-input'); });
  });

  test.each([
    ['a list', '[]'], ['null', 'null'], ['no calls', '{}'], ['calls that are none', '{"calls":"all"}'], ['more than it should hold', '{"calls":[],"cancel":[],"also":1}'],
    ['101 calls', JSON.stringify({ calls: Array.from({ length: 101 }, (_, index) => ({ callId: String(index), method: 'undo', input: {} })) })],
    ['a call without input', '{"calls":[{"callId":"1","method":"undo"}]}'], ['a call without a name', '{"calls":[{"callId":"","method":"undo","input":{}}]}'],
    ['a name longer than any method’s', JSON.stringify({ calls: [{ callId: '1', method: 'x'.repeat(65), input: {} }] })],
    ['nesting without end', `{"calls":[{"callId":"1","method":"saveLayout","input":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`],
  ])('a body that does not fit is refused: %s', async (_what, body) => {
    await changesNothing(async () => { expect(refused(await post(body), 400, 'invalid-input')).toMatch(/^(?:What was sent|Calls|Call id|Method|Input) .+\.$|is not JSON/u); });
  });

  test('keys that would change every object are only words', async () => {
    await changesNothing(async () => {
      for (const input of ['{"table":"factors","adds":[{"values":{"__proto__":{"factor":"Intruder"}}}]}', '{"__proto__":{"table":"factors"},"table":"factors"}', '{"table":"factors","adds":[{"values":{"constructor":"x"}}]}']) {
        const { replies } = JSON.parse((await post(`{"calls":[{"callId":"1","method":"editRows","input":${input}}]}`)).text) as { readonly replies: readonly [{ readonly ok: boolean }] };
        expect(replies[0].ok, input).toBe(false);
      }
    });
  });

  test('a body of more than 64 MB is refused with a sentence that its sender can read, announced or not', async () => {
    const large = Buffer.alloc(65 * 1024 ** 2, 0x20);
    await changesNothing(async () => {
      expect(refused(await program.ask({ method: 'POST', path: '/call', headers, body: large }), 413, 'invalid-input')).toBe('This request is larger than 64 MB. Do it in smaller parts.');
      refused(await program.ask({ method: 'POST', path: '/call', headers: { ...headers, 'Transfer-Encoding': 'chunked' }, body: large }), 413, 'invalid-input');
      refused(await ask(program.port, { method: 'POST', path: '/call', headers: { ...headers, Connection: 'close' }, body: large }), 413, 'invalid-input');
      refused(await program.ask({ method: 'POST', path: '/call', headers: without('Authorization'), body: large }), 401, 'not-allowed');
    });
  });

  test('other methods and addresses that can’t be read are refused', async () => {
    await changesNothing(async () => {
      for (const method of ['PUT', 'DELETE', 'PATCH']) {
        refused(await program.ask({ method, path: '/', headers }), 405, 'not-allowed');
        refused(await program.ask({ method, path: '/call', headers, body: anEdit }), 405, 'not-allowed');
      }
      refused(await program.ask({ path: '/call', headers: without('Origin') }), 405, 'not-allowed');
      refused(await program.ask({ path: '//', headers: without('Origin') }), 400, 'invalid-input');
    });
  });

  test('a method that is not there and one of the host’s own with other input', async () => {
    expect(await call('noSuchThing', {})).toMatchObject({ ok: false, error: { code: 'unknown-method' } });
    expect(await call('chooseDestination', { suggestedName: '', extension: '../x', title: '' })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });
});

describe('the page', () => {
  test('comes with every security header, and so does a refusal', async () => {
    const asked: readonly Asked[] = [{ path: '/' }, { path: '/nothing' }, { path: '/index.html', method: 'HEAD' }, { method: 'POST', path: '/call' }, { method: 'POST', path: '/call', headers, body: batch('getDocument', {}) }];
    for (const each of asked) {
      const { headers: given } = await program.ask(each);
      const policy = Object.fromEntries(String(given['content-security-policy']).split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]));
      expect(policy, String(each.path)).toEqual({
        'default-src': "'self'", 'style-src': "'self' 'unsafe-inline'", 'img-src': "'self' data: blob:", 'font-src': "'self' data:", 'connect-src': "'self'",
        'frame-ancestors': "'none'", 'base-uri': "'none'", 'form-action': "'none'", 'object-src': "'none'",
      });
      expect(given).toMatchObject({
        'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp', 'permissions-policy': expect.stringContaining('camera=()'),
      });
      expect(Object.keys(given).filter((name) => name === 'set-cookie' || name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('its scripts and styles carry their types; nothing in it is inline or from elsewhere', async () => {
    const { text } = await program.ask({ path: '/' });
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/u);
    const links = [...text.matchAll(/(?:src|href)="([^"]+)"/gu)].map((found) => found[1] ?? '');
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) {
      const path = new URL(link, program.origin);
      expect(path.origin).toBe(program.origin);
      const answer = await program.ask({ path: path.pathname });
      expect({ link, status: answer.status, type: answer.headers['content-type'] }).toMatchObject({ status: 200, type: expect.stringMatching(/^(?:text\/javascript|text\/css|image\/)/u) });
    }
  });

  test.each([
    '/../package.json', '/../../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/assets/../../main/loopback.js', '/assets/%2e%2e/%2e%2e/main/loopback.js', '/..\\..\\package.json', '/%5c..%5c..%5cpackage.json',
    '//etc/hostname', '/etc/hostname', '/./../main/cli.js', '/index.html/', '/index.html%00', '/%00', '/assets', '/assets/', '/INDEX.HTML.bak', '/constructor', '/__proto__', '/%E0%A4%A', '/.env',
  ])('%s leads nowhere', async (path) => {
    const answer = await program.ask({ path });
    if (answer.status === 403) expect(path.startsWith('//')).toBe(true);
    else refused(answer, 404, 'not-found');
    expect(answer.text).not.toContain('"dependencies"');
  });
});

describe('files', () => {
  let place: string;
  beforeEach(async () => {
    const reply = await call('chooseDestination', { suggestedName: 'Table 1.csv', extension: 'csv', title: 'Export' });
    place = (reply.value as { readonly path: string }).path;
  });
  const fetched = (path: string): Promise<Answer> => program.ask({ path: `/outbox?path=${encodeURIComponent(path)}`, headers: without('Origin') });

  test('are written to a place that was made for them, fetched once, and gone', async () => {
    expect(await call('exportTable', { table: 'factors', format: 'csv', path: place })).toMatchObject({ ok: true });
    const answer = await fetched(place);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-disposition': "attachment; filename*=UTF-8''Table%201.csv", 'content-type': 'application/octet-stream', 'cache-control': 'no-store' } });
    expect(answer.text).toContain('CXCR7');
    await expect.poll(() => existsSync(place), { timeout: 10_000 }).toBe(false);
    refused(await fetched(place), 404, 'not-found');
    expect(await call('exportTable', { table: 'factors', format: 'csv', path: place })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  test.each([
    ['the document', () => join(program.dataFolder, 'NSCLC bone metastasis.lacuna')], ['the preferences', () => join(program.dataFolder, 'preferences.json')], ['a backup', () => join(program.dataFolder, 'backups', 'x', 'y.lacuna')],
    ['the outbox itself', () => join(program.dataFolder, 'outbox', 'table.csv')], ['a folder below a place', () => join(place, '..', 'more', 'table.csv')], ['an upload', () => join(program.dataFolder, 'uploads', 'x', 'a.lacuna')],
    ['a file of the system', () => '/etc/lacuna.csv'], ['a way out of a place', () => `${place}/../../../../table.csv`], ['a relative path', () => 'table.csv'], ['somebody’s home', () => '~/table.csv'],
  ])('nothing is written over or beside %s', async (_what, where) => {
    await changesNothing(async () => {
      for (const [method, input] of [['exportTable', { table: 'factors', format: 'csv' }], ['formatReferences', { stylePath: null }], ['saveCopy', {}], ['createDocument', { content: 'empty', replace: true }]] as const) {
        const reply = await call(method, { ...input, path: where() });
        expect(reply, method).toMatchObject({ ok: false, error: { code: 'not-allowed', message: `A page in the browser may not write to ${where()}. It writes only to places that Lacuna makes for its downloads.` } });
      }
    });
  });

  test('nothing is read but documents of the data folder, recent ones, and the one given at start', async () => {
    await changesNothing(async () => {
      for (const path of ['/etc/hostname', '/etc/passwd', '../x.lacuna', `${program.dataFolder}/../other.lacuna`, `${program.dataFolder}-other/a.lacuna`]) {
        for (const method of ['openDocument', 'verifyDocument', 'listBackups', 'importRows', 'checkCounts', 'addStyle']) expect(await call(method, { path }), `${method} ${path}`).toMatchObject({ ok: false, error: { code: 'not-allowed', details: { path } } });
        for (const method of ['previewImport', 'importTables']) expect(await call(method, { sources: [{ name: 'clipboard', text: 'a', table: null }, { path, table: null }] }), `${method} ${path}`).toMatchObject({ ok: false, error: { code: 'not-allowed', details: { path } } });
        expect(await call('formatReferences', { path: null, stylePath: path })).toMatchObject({ ok: false, error: { code: 'not-allowed', details: { path } } });
        expect(await call('restoreBackup', { path: join(program.dataFolder, 'NSCLC bone metastasis.lacuna'), backupPath: path })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
      }
    });
  });

  test('nothing is fetched but from such a place', async () => {
    mkdirSync(join(program.dataFolder, 'outbox'), { recursive: true });
    writeFileSync(join(program.dataFolder, 'outbox', 'beside.csv'), 'x');
    await changesNothing(async () => {
      for (const path of ['/etc/hostname', '', '.', join(program.dataFolder, 'preferences.json'), join(program.dataFolder, 'NSCLC bone metastasis.lacuna'), join(program.dataFolder, 'outbox', 'beside.csv'), join(program.dataFolder, 'outbox', '..', 'preferences.json'), `${place}/../../../preferences.json`, `${place}\u0000.csv`, 'file:///etc/hostname']) {
        expect(refused(await fetched(path), 404, 'not-found'), path).toContain('There is no such file to fetch');
      }
    });
  });

  test.each([
    ['../../escaped.lacuna', 'escaped.lacuna'], ['..\\..\\escaped.lacuna', 'escaped.lacuna'], ['/etc/cron.d/x.lacuna', 'etc cron.d x.lacuna'], ['.hidden', 'hidden'], ['a\u0000b\n.lacuna', 'a b.lacuna'], ['', 'file'], ['..', 'file'], ['CON: *?"<>|.lacuna', 'CON_.lacuna'],
    [`${'骨'.repeat(200)}.lacuna`, `${'骨'.repeat(50)}.lacuna`], [`${'x'.repeat(500)}`, 'x'.repeat(150)],
  ])('an upload called “%s” lies in a folder of its own, under a plain name', async (name, plain) => {
    const before = Object.keys(onDisk());
    const answer = await program.ask({ method: 'POST', path: `/upload?name=${encodeURIComponent(name)}`, headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body: 'a file' });
    expect(answer.status).toBe(200);
    const { path } = JSON.parse(answer.text) as { readonly path: string };
    const [folder, id, ...rest] = path.slice(program.dataFolder.length + 1).split('/');
    expect({ folder, rest: rest.join('/').trim() }).toEqual({ folder: 'uploads', rest: plain });
    expect(readFileSync(path, 'utf8')).toBe('a file');
    expect(Object.keys(onDisk()).filter((each) => !before.includes(each)).map((each) => each.split('/')[1])).toEqual([id]);
  });

  test('an upload that is no document is refused when it is opened, and the host goes on', async () => {
    const { text } = await program.ask({ method: 'POST', path: '/upload?name=a.lacuna', headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body: 'no document' });
    const { path } = JSON.parse(text) as { readonly path: string };
    expect(await call('openDocument', { path })).toMatchObject({ ok: false, error: { code: 'document-damaged' } });
    expect(await call('getDocument', {})).toMatchObject({ ok: true, value: { name: 'NSCLC bone metastasis.lacuna' } });
  });

  test('an upload that breaks off leaves nothing', async () => {
    const before = onDisk();
    await new Promise<void>((done) => {
      const socket = connect(program.port, '127.0.0.1', () => {
        const lines = Object.entries({ ...headers, Host: `127.0.0.1:${program.port}`, 'Content-Type': 'application/octet-stream', 'Content-Length': '1000000' }).map(([name, value]) => `${name}: ${value}`);
        socket.write(`POST /upload?name=half.lacuna HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\nthe beginning`, () => setTimeout(() => { socket.destroy(); done(); }, 100));
      });
    });
    await expect.poll(onDisk, { timeout: 5000 }).toEqual(before);
  });
});

describe('events', () => {
  test('go to whoever has the secret and to nobody else', async () => {
    await expect(ask(program.port, { path: '/events' })).resolves.toMatchObject({ status: 401 });
    const listening = new AbortController();
    const stream = await fetch(`${program.origin}/events`, { headers: { Authorization: `Bearer ${secret}` }, signal: listening.signal });
    expect(stream).toMatchObject({ status: 200 });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.headers.get('cache-control')).toBe('no-store');
    listening.abort();
  });
});

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (isConnected: boolean): void => { socket.destroy(); answer(isConnected); };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });
}
