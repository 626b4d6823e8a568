// What a package holds, and what it must not: read from archives that the real electron-builder made for each system.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository, requireBuild } from '../hosts/electronHarness';
import { archivedFiles, archiveHeader, filesBelow, pack, workFolder, type ArchivedFile, type Packed } from './packing';
import { fusesOf, windowsResource, type System } from './standIns';

const work = workFolder();
beforeAll(() => requireBuild(repository));
afterAll(() => work.remove());

/** The scripts of better-sqlite3 that `require('better-sqlite3')` reaches. */
const sqliteFiles = [
  'LICENSE', 'package.json', 'lib/binding.js', 'lib/database.js', 'lib/index.js', 'lib/sqlite-error.js', 'lib/util.js',
  ...['aggregate', 'backup', 'explain', 'function', 'inspect', 'pragma', 'serialize', 'table', 'transaction', 'wrappers'].map((name) => `lib/methods/${name}.js`),
];
const mostArchiveBytes = 8_000_000;
const mostBinaryBytes = 3_000_000;

const kinds: readonly { readonly system: System; readonly arch: 'x64' | 'arm64'; readonly binary: string }[] = [
  { system: 'linux', arch: 'x64', binary: 'linux-x64' },
  { system: 'linux', arch: 'arm64', binary: 'linux-arm64' },
  { system: 'windows', arch: 'x64', binary: 'win32-x64' },
  { system: 'mac', arch: 'arm64', binary: 'darwin-arm64' },
];

/** electron-builder refuses to lay out an application of macOS on Windows. */
const isRefused = ({ system }: { readonly system: System }): boolean => system === 'mac' && process.platform === 'win32';

if (kinds.some(isRefused)) test('the package for macOS', (context) => context.skip('electron-builder lays it out on macOS and Linux only'));

describe.each(kinds.filter((kind) => !isRefused(kind)))('the package for $system $arch', ({ system, arch, binary }) => {
  let packed: Packed;
  let files: readonly ArchivedFile[];
  beforeAll(async () => {
    packed = await pack(work.path, system, arch);
    files = archivedFiles(packed.resources);
  });

  test('holds the built application whole, its package.json, and SQLite with one binary; nothing else', () => {
    const application = filesBelow(join(repository, 'out')).filter((path) => !path.endsWith('.map')).map((path) => `out/${path}`);
    const sqlite = [...sqliteFiles, `prebuilds/${binary}.node`].map((path) => `node_modules/better-sqlite3/${path}`);
    expect(files.map(({ path }) => path).sort()).toEqual([...application, ...sqlite, 'package.json'].sort());
  });

  test('no sources, tests, source maps, type declarations, build files, or packages for development', () => {
    const unwanted = /\.(?:map|tsx?|mts|gyp|cpp|[ch]|tar\.gz|md|obj|lib)$|(?:^|\/)(?:tests?|db|electron|build|src|deps|\.github|\.ci)\//u;
    expect(files.map(({ path }) => path).filter((path) => unwanted.test(path))).toEqual([]);
    expect([...new Set(files.flatMap(({ path }) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? []))]).toEqual(['better-sqlite3']);
  });

  test('the binary alone lies outside the archive, byte for byte the one of better-sqlite3', () => {
    const path = `node_modules/better-sqlite3/prebuilds/${binary}.node`;
    expect(files.filter(({ isUnpacked }) => isUnpacked).map((file) => file.path)).toEqual([path]);
    expect(filesBelow(join(packed.resources, 'app.asar.unpacked'))).toEqual([path]);
    expect(readFileSync(join(packed.resources, 'app.asar.unpacked', path)).equals(readFileSync(join(repository, path)))).toBe(true);
  });

  test.each([['main', ['zod', 'fflate', '@retorquere/bibtex-parser', 'citeproc']], ['renderer', ['react', 'ag-grid-community', '@mantine/core', '@fontsource-variable/inter']]])('the licences of the libraries bundled in %s go with it', (part, libraries) => {
    const notices = extractFile(join(packed.resources, 'app.asar'), `out/${part}/licences.txt`).toString();
    for (const library of libraries) expect(notices).toContain(`## ${library} - `);
    expect(notices).toContain('Permission is hereby granted, free of charge');
  });

  test('the credits of the citation styles go with it, and name every file and author', () => {
    const credits = extractFile(join(packed.resources, 'app.asar'), 'out/main/citationStyles.txt').toString();
    const folder = join(repository, 'db/exports/references');
    for (const name of [...readdirSync(join(folder, 'styles')).map((file) => `styles/${file}`), ...readdirSync(join(folder, 'locales')).map((file) => `locales/${file}`)]) {
      expect(credits).toContain(`\`${name}\``);
      for (const [, author = ''] of readFileSync(join(folder, name), 'utf8').matchAll(/<(?:author|contributor|translator)>\s*<name>(.*?)<\/name>/gu)) expect(credits, name).toContain(author.replaceAll('&apos;', "'"));
    }
    expect(credits).toContain('https://creativecommons.org/licenses/by-sa/3.0/');
    expect(credits).toContain('citeproc-js');
  });

  test('stays small', () => {
    expect(statSync(join(packed.resources, 'app.asar')).size).toBeLessThan(mostArchiveBytes);
    expect(files.find(({ isUnpacked }) => isUnpacked)?.bytes).toBeLessThan(mostBinaryBytes);
  });

  test('its package.json starts the built application and names no scripts and no packages for development', () => {
    const manifest = JSON.parse(extractFile(join(packed.resources, 'app.asar'), 'package.json').toString()) as Readonly<Record<string, unknown>>;
    expect(manifest).toMatchObject({ name: 'lacuna', productName: 'Lacuna', type: 'module', main: 'out/main/main.js', dependencies: { 'better-sqlite3': expect.any(String) } });
    expect(Object.keys(manifest)).not.toContain('scripts');
    expect(Object.keys(manifest)).not.toContain('devDependencies');
  });

  test('every fuse that Lacuna sets is set in the binary, and one that it does not know is left alone', () => {
    // Run as Node, encrypted cookies, NODE_OPTIONS, --inspect, archive checked, archive only, own V8 snapshot, rights of file://, unknown.
    expect(fusesOf(readFileSync(packed.binary))).toBe('010011001');
  });

  test('it says to the system what its shortcuts say', () => {
    // Windows finds the windows of a shortcut by this name: in the taskbar, and for the list of recent documents.
    expect(extractFile(join(packed.resources, 'app.asar'), join('out', 'main', 'main.js')).toString()).toMatch(/"org\.lacuna\.app"/u);
  });

  const archiveHash = (): string => createHash('sha256').update(archiveHeader(packed.resources)).digest('hex');

  if (system === 'windows') {
    test('the program carries the archive’s checksum, which Electron compares, and Lacuna’s name', () => {
      const program = readFileSync(packed.binary);
      expect(JSON.parse(windowsResource(program, 'INTEGRITY'))).toEqual([{ file: 'resources\\app.asar', alg: 'SHA256', value: archiveHash() }]);
      expect(program.includes(Buffer.from('Copyright © the authors of Lacuna', 'utf16le'))).toBe(true);
    });
  }
  if (system === 'mac') {
    const plist = (): string => readFileSync(join(packed.folder, 'Info.plist'), 'utf8').replaceAll(/>\s+</gu, '><');
    test('the property list carries the archive’s checksum, which Electron compares, and Lacuna’s name', () => {
      expect(plist()).toContain(`<key>Resources/app.asar</key><dict><key>algorithm</key><string>SHA256</string><key>hash</key><string>${archiveHash()}</string></dict>`);
      expect(plist()).toContain('<key>CFBundleIdentifier</key><string>org.lacuna.app</string>');
      expect(plist()).toContain('<key>CFBundleName</key><string>Lacuna</string>');
      expect(plist()).toContain('<key>LSApplicationCategoryType</key><string>public.app-category.medical</string>');
    });
    test('the system’s own loader may not fetch anything either', () => {
      expect(plist()).toContain('<key>NSAllowsArbitraryLoads</key><false/>');
    });
    test('macOS opens .lacuna with it, and shows such a document with its icon', () => {
      const type = /<key>CFBundleDocumentTypes<\/key><array><dict>(.*?)<\/dict><\/array>/u.exec(plist())?.[1];
      expect(type).toBe('<key>CFBundleTypeExtensions</key><array><string>lacuna</string></array><key>CFBundleTypeIconFile</key><string>document.icns</string>'
        + '<key>CFBundleTypeName</key><string>Lacuna document</string><key>CFBundleTypeRole</key><string>Editor</string><key>LSHandlerRank</key><string>Owner</string>');
      for (const name of ['document.icns', 'icon.icns']) expect(readFileSync(join(packed.resources, name)).equals(readFileSync(join(repository, 'build/icons', name)))).toBe(true);
    });
  }
});
