// Owns stand-ins for what can't be downloaded everywhere: Electron's runtime for each system, laid out as the real one
// and with the fuse wire that electron-builder flips, and the programs that make a deb and an AppImage, which write down
// what they were asked to pack. Refuses to be run: nothing in them is Electron.
import { createRequire } from 'node:module';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type System = 'linux' | 'mac' | 'windows';

/** As Electron's build marks the place: https://www.electronjs.org/docs/latest/tutorial/fuses */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** One fuse more than we know of, as current runtimes have; each that we set stands the other way round at first. */
const wireBefore = '101100111';

function fuseWire(): Buffer {
  return Buffer.concat([Buffer.from(sentinel), Buffer.from([1, wireBefore.length]), Buffer.from(wireBefore)]);
}

/** What the fuses of a packed binary say, in their order: '0' off, '1' on. */
export function fusesOf(binary: Buffer): string {
  const at = binary.indexOf(sentinel) + sentinel.length;
  return binary.subarray(at + 2, at + 2 + binary.readUInt8(at + 1)).toString();
}

function put(path: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, mode);
}

export function makeRuntime(folder: string, system: System): string {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  if (system === 'linux') put(join(folder, 'electron'), Buffer.concat([Buffer.from('stand-in '), fuseWire()]), 0o755);
  else if (system === 'windows') put(join(folder, 'electron.exe'), windowsProgram());
  else makeMacRuntime(join(folder, 'Electron.app', 'Contents'));
  return folder;
}

function makeMacRuntime(contents: string): void {
  const plist = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>
`;
  put(join(contents, 'Info.plist'), plist('Electron'));
  put(join(contents, 'MacOS', 'Electron'), 'stand-in', 0o755);
  put(join(contents, 'Resources', 'electron.icns'), 'stand-in');
  put(join(contents, 'Frameworks', 'Electron Framework.framework', 'Electron Framework'), fuseWire(), 0o755);
  put(join(contents, 'Frameworks', 'Electron Helper.app', 'Contents', 'Info.plist'), plist('Electron Helper'));
  put(join(contents, 'Frameworks', 'Electron Helper.app', 'Contents', 'MacOS', 'Electron Helper'), 'stand-in', 0o755);
}

interface WindowsResource { readonly type: string | number; readonly id: string | number; readonly lang: number; readonly codepage: number; readonly bin: ArrayBuffer | Uint8Array }
interface WindowsProgram { generate(): ArrayBuffer }
interface WindowsResources { readonly entries: WindowsResource[]; outputResource(program: WindowsProgram): void }
/** The library that electron-builder itself edits programs with; it has no types for modules. */
interface Resedit {
  readonly NtExecutable: { createEmpty(is32Bit: boolean, isDll: boolean): WindowsProgram; from(bytes: Buffer): WindowsProgram };
  readonly NtExecutableResource: { from(program: WindowsProgram): WindowsResources };
  readonly Resource: { readonly VersionInfo: { createEmpty(): { setStringValues(language: object, values: object): void; outputToResourceEntries(entries: WindowsResource[]): void } } };
}
const resedit = createRequire(import.meta.url)('resedit') as Resedit;
const english = { lang: 0x0409, codepage: 1200 };

function windowsProgram(): Buffer {
  const program = resedit.NtExecutable.createEmpty(false, false);
  const resources = resedit.NtExecutableResource.from(program);
  const version = resedit.Resource.VersionInfo.createEmpty();
  version.setStringValues(english, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.entries.push({ type: 10, id: 1, ...english, bin: new Uint8Array(fuseWire()) });
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

/** A resource that electron-builder wrote into a Windows program, as text. */
export function windowsResource(program: Buffer, type: string): string {
  const found = resedit.NtExecutableResource.from(resedit.NtExecutable.from(program)).entries.find((entry) => entry.type === type);
  if (found === undefined) throw new Error(`The program has no resource ${type}.`);
  return Buffer.from(found.bin as ArrayBuffer).toString();
}

/**
 * Programs in the places of `fpm` (deb) and `mksquashfs` (AppImage): each keeps a copy of what it was given to pack.
 * @returns the environment that makes electron-builder use them
 */
export function makeLinuxTools(folder: string, kept: string): Readonly<Record<string, string>> {
  const fpm = `#!${process.execPath}
const fs = require('node:fs');
const given = process.argv.slice(2);
fs.mkdirSync(${JSON.stringify(join(kept, 'deb'))}, { recursive: true });
fs.writeFileSync(${JSON.stringify(join(kept, 'deb', 'arguments.json'))}, JSON.stringify(given));
for (const mapping of given) {
  const [from, to] = mapping.split('=/');
  if (to !== undefined && fs.existsSync(from)) fs.cpSync(from, ${JSON.stringify(join(kept, 'deb'))} + '/' + to, { recursive: true });
}
fs.writeFileSync(given[given.indexOf('--package') + 1], 'a deb');
`;
  const mksquashfs = `#!${process.execPath}
const fs = require('node:fs');
const [stage, output] = process.argv.slice(2);
fs.cpSync(stage, ${JSON.stringify(join(kept, 'appimage'))}, { recursive: true, verbatimSymlinks: true });
fs.writeFileSync(output, 'an AppImage'.padEnd(4096));
`;
  const tools = join(folder, 'appimage');
  put(join(folder, 'fpm'), fpm, 0o755);
  put(join(tools, 'mksquashfs'), mksquashfs, 0o755);
  put(join(tools, 'desktop-file-validate'), '', 0o755);
  for (const arch of ['x64', 'arm64']) {
    put(join(tools, 'runtimes', `runtime-${arch}`), 'runtime');
    mkdirSync(join(tools, 'lib', arch), { recursive: true });
  }
  return { CUSTOM_FPM_PATH: join(folder, 'fpm'), APPIMAGE_TOOLS_PATH: tools };
}
