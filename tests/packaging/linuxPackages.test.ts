// What the packages for Linux install: the entry in the system's menu, the type of document, the icons, and a program
// that starts inside Chromium's sandbox. Read from what electron-builder hands to the programs that make the packages.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository, requireBuild } from '../hosts/electronHarness';
import { filesBelow, pack, workFolder, type Packed } from './packing';
import { makeLinuxTools } from './standIns';

const work = workFolder();
const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { readonly version: string };
const kept = join(work.path, 'kept');
const deb = (path: string): string => readFileSync(join(kept, 'deb', path), 'utf8');
const appImage = (path: string): string => readFileSync(join(kept, 'appimage', path), 'utf8');
const entryOf = (text: string): Readonly<Record<string, string>> => Object.fromEntries(text.split('\n').flatMap((line) => {
  const [key, ...value] = line.split('=');
  return key === undefined || value.length === 0 ? [] : [[key, value.join('=')]];
}));
let packed: Packed;

// The stand-ins are scripts that the system must start by their first line.
const isHere = process.platform === 'linux';
if (!isHere) test('the packages for Linux', (context) => context.skip('they are made on Linux'));
else describe('the packages for Linux', () => {
  beforeAll(async () => {
    requireBuild(repository);
    packed = await pack(work.path, 'linux', 'x64', { isFolder: false, env: makeLinuxTools(join(work.path, 'tools'), kept) });
  });
  afterAll(() => work.remove());

  test('both are made, and nothing that announces updates', () => {
    const made = readdirSync(join(packed.folder, '..')).filter((name) => !name.startsWith('.') && !name.endsWith('.yml') && !name.endsWith('.yaml')).sort();
    expect(made).toEqual([`Lacuna-${version}.AppImage`, `lacuna_${version}_amd64.deb`, 'linux-unpacked']);
    expect(readdirSync(join(packed.folder, '..')).filter((name) => name.startsWith('latest'))).toEqual([]);
    expect(existsSync(join(packed.resources, 'app-update.yml'))).toBe(false);
  });

  test.each([
    ['deb', () => deb('usr/share/applications/lacuna.desktop'), '/opt/Lacuna/lacuna %U'],
    ['AppImage', () => appImage('lacuna.desktop'), 'AppRun %U'],
  ])('%s: the menu entry starts Lacuna in its sandbox, takes documents, and finds its window', (_kind, read, exec) => {
    const entry = entryOf(read());
    expect(entry).toMatchObject({
      Name: 'Lacuna', Exec: expect.any(String), Type: 'Application', Terminal: 'false', Icon: 'lacuna', StartupWMClass: 'lacuna',
      MimeType: 'application/vnd.lacuna+sqlite3;', Categories: 'Science;MedicalSoftware;', Comment: expect.stringContaining('evidence tables'),
    });
    expect(entry['Exec']?.replaceAll(/ +/gu, ' ')).toBe(exec);
    expect(entry['Exec']).not.toContain('no-sandbox');
  });

  test.each([
    ['deb', () => deb('usr/share/mime/packages/lacuna.xml')],
    ['AppImage', () => appImage('usr/share/mime/packages/lacuna.xml')],
  ])('%s: .lacuna is a type of document', (_kind, read) => {
    expect(read()).toMatch(/<mime-type type="application\/vnd\.lacuna\+sqlite3">\s*(?:<comment>[^<]*<\/comment>\s*)?<glob pattern="\*\.lacuna"\/>/u);
  });

  test('the running window says the name of its menu entry', () => {
    // Electron reads it from the package.json inside the archive.
    expect(JSON.parse(extractFile(join(packed.resources, 'app.asar'), 'package.json').toString())).toMatchObject({ desktopName: 'lacuna.desktop' });
  });

  test('the icons are ours, at every size that menus use', () => {
    for (const folder of [join(kept, 'deb', 'usr/share/icons/hicolor'), join(kept, 'appimage', 'usr/share/icons/hicolor')]) {
      expect(filesBelow(folder)).toEqual(['128x128', '16x16', '24x24', '256x256', '32x32', '48x48', '512x512', '64x64'].map((size) => `${size}/apps/lacuna.png`));
      expect(readFileSync(join(folder, '256x256/apps/lacuna.png')).equals(readFileSync(join(repository, 'build/icons/linux/256x256.png')))).toBe(true);
    }
  });

  test('the deb says who answers for it, what it needs, and lets Chromium make its sandbox', () => {
    const given = JSON.parse(deb('arguments.json')) as readonly string[];
    const after = (name: string): string | undefined => given[given.indexOf(name) + 1];
    expect(given.slice(0, 5)).toEqual(['-s', 'dir', '--force', '-t', 'deb']);
    expect([after('--name'), after('--version'), after('--architecture')]).toEqual(['lacuna', version, 'amd64']);
    expect(after('--maintainer')).toBe('The authors of Lacuna <authors@lacuna.invalid>');
    expect(given).toContain('libgtk-3-0');
    expect(deb('opt/Lacuna/resources/apparmor-profile')).toContain('userns,');
  });
});
