// Owns packing in tests: the real electron-builder with the real configuration, as `npm run package` calls it, over a
// stand-in for Electron's runtime. Refuses to answer for what was not packed: a failure is the whole output.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, sep } from 'node:path';
import { getRawHeader, listPackage, statFile } from '@electron/asar';
import { builderArguments } from '../../build/packageArguments.mjs';
import { repository } from '../hosts/electronHarness';
import { makeRuntime, type System } from './standIns';

export interface Packed {
  /** The folder that an installer would hold. */
  readonly folder: string;
  /** With the archive in it. */
  readonly resources: string;
  /** The program or, on macOS, the library that holds the fuses. */
  readonly binary: string;
  readonly output: string;
}

export function workFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'lacuna-packaging-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Neither is Apple's: a stand-in can't be signed. */
const unsigned = ['-c.electronFuses.resetAdHocDarwinSignature=false', '-c.mac.identity=null'];

export async function pack(work: string, system: System, arch: 'x64' | 'arm64', options: { readonly isFolder?: boolean; readonly env?: Readonly<Record<string, string>> } = {}): Promise<Packed> {
  const electronDist = makeRuntime(join(work, `runtime-${system}-${arch}`), system);
  const out = join(work, `out-${system}-${arch}`);
  const wanted = builderArguments({ system, arch, isFolder: options.isFolder ?? true, electronDist, out });
  const output = await runBuilder([...wanted, ...(system === 'mac' ? unsigned : [])], options.env ?? {});
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (system === 'mac') {
    const folder = join(out, `mac${suffix}`, 'Lacuna.app', 'Contents');
    return { folder, resources: join(folder, 'Resources'), binary: join(folder, 'Frameworks', 'Electron Framework.framework', 'Electron Framework'), output };
  }
  const folder = join(out, `${system === 'linux' ? 'linux' : 'win'}${suffix}-unpacked`);
  return { folder, resources: join(folder, 'resources'), binary: join(folder, system === 'linux' ? 'lacuna' : 'Lacuna.exe'), output };
}

function runBuilder(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, [join(repository, 'node_modules', 'electron-builder', 'cli.js'), ...args], {
    cwd: repository, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${join(repository, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`, ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  return new Promise((packed, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) packed(output);
      else failed(new Error(`electron-builder ended with ${code}:\n${output}`));
    });
  });
}

export interface ArchivedFile { readonly path: string; readonly bytes: number; readonly isUnpacked: boolean }

/** The files of an archive, not its folders. */
export function archivedFiles(resources: string): readonly ArchivedFile[] {
  const archive = join(resources, 'app.asar');
  return listPackage(archive, { isPack: false }).flatMap((listed) => {
    const path = listed.slice(1);
    const entry = statFile(archive, path);
    return 'size' in entry ? [{ path: path.split(sep).join('/'), bytes: entry.size, isUnpacked: entry.unpacked === true }] : [];
  });
}

/** What the archive's list of files and checksums is written as: the text that its own checksum is made of. */
export function archiveHeader(resources: string): string {
  return getRawHeader(join(resources, 'app.asar')).headerString;
}

/** Every file below a folder, with `/` on every system. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).split(sep).join('/')).sort();
}
