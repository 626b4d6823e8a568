// Owns what the words after `npm run package --` mean, what electron-builder is then asked for, and what its failure
// means in one sentence. Pure. Refuses packages that the machine at hand can not make, before anything is packed.
import util from 'node:util';
import { SetupProblem } from './speech.mjs';

const usage = 'npm run package -- [--dir] [--system linux|mac|windows] [--arch x64|arm64] [--electron-dist PATH] [--out FOLDER]';

/** Each system as we call it, as Node does, and electron-builder's switch for it. */
const systems = /** @type {const} */ ({
  linux: { node: 'linux', shown: 'Linux', flag: '--linux', kinds: 'an AppImage and a deb' },
  mac: { node: 'darwin', shown: 'macOS', flag: '--mac', kinds: 'a dmg' },
  windows: { node: 'win32', shown: 'Windows', flag: '--win', kinds: 'an installer (nsis)' },
});
/** @typedef {keyof typeof systems} System */

/**
 * @typedef {object} Wanted
 * @property {System} system
 * @property {'x64' | 'arm64'} arch SQLite's module has binaries for these two
 * @property {boolean} isFolder only the folder that an installer would hold
 * @property {string | null} electronDist where Electron's runtime lies, instead of downloading it
 * @property {string} out
 */

/**
 * @param {readonly string[]} argv @param {{ readonly platform: string, readonly arch: string, readonly defaultOut: string, readonly resolve: (path: string) => string }} machine
 * @returns {Wanted} throws SetupProblem
 */
export function readPackageArguments(argv, { platform, arch: ownArch, defaultOut, resolve }) {
  const { values } = orUsage(() => util.parseArgs({
    args: [...argv],
    options: { dir: { type: 'boolean' }, system: { type: 'string' }, arch: { type: 'string' }, 'electron-dist': { type: 'string' }, out: { type: 'string' } },
  }));
  const system = values.system ?? Object.entries(systems).find(([, { node }]) => node === platform)?.[0] ?? platform;
  const arch = values.arch ?? ownArch;
  if (!isSystem(system)) throw new SetupProblem(`There are packages for linux, mac and windows, not for “${system}”.\nUsage: ${usage}`);
  if (arch !== 'x64' && arch !== 'arm64') throw new SetupProblem(`There are packages for x64 and arm64, not for “${arch}”.\nUsage: ${usage}`);
  const isFolder = values.dir === true;
  if (system === 'mac' && platform !== 'darwin' && (!isFolder || platform === 'win32')) {
    throw new SetupProblem(`A package for macOS can only be made on macOS${platform === 'win32' ? '' : ' (its folder alone also here, with --dir)'}: run this on a Mac.`);
  }
  if (system === 'linux' && platform === 'win32' && !isFolder) throw new SetupProblem('A package for Linux can not be made on Windows (its folder alone can, with --dir): run this on Linux.');
  const electronDist = values['electron-dist'];
  return { system, arch, isFolder, electronDist: electronDist === undefined ? null : resolve(electronDist), out: values.out === undefined ? defaultOut : resolve(values.out) };
}

/** @param {Wanted} wanted @returns {readonly string[]} what electron-builder gets */
export function builderArguments({ system, arch, isFolder, electronDist, out }) {
  return [
    systems[system].flag, ...(isFolder ? ['dir'] : []), `--${arch}`, '--publish', 'never', '-c', 'build/electron-builder.config.mjs',
    `-c.directories.output=${out}`, ...(electronDist === null ? [] : [`-c.electronDist=${electronDist}`]),
  ];
}

/** What the network says when it is not there, refuses, or stands behind a proxy that wants a name. */
const networkRefusal = /(?:getaddrinfo|connect|read) E[A-Z_]+[^\n]*|E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH|HOSTUNREACH)\b|(?:HTTPError|Response code|status code)[^\n]{0,60}\b[45]\d\d\b|socket hang up|(?:self-signed|unable to (?:get|verify))[^\n]*certificate/iu;

/**
 * @param {string} output all that electron-builder printed @param {Wanted} wanted
 * @returns {string | null} the sentence; null when only its own output can say it
 */
export function packageProblem(output, { system, arch, electronDist }) {
  const { shown, kinds } = systems[system];
  const noRuntime = /(?:specified electronDist does not exist|electronDist is neither|corrupted Electron dist)[^\n]*/u.exec(output);
  if (noRuntime !== null) return `No package was made, because ${electronDist ?? 'the folder named'} holds no runtime of Electron for ${shown} ${arch}: name an unpacked one, or its zip.`;
  const refusal = networkRefusal.exec(output)?.[0].replace(/\s+(?:failedTask|stackTrace)=.*$/u, '').trim();
  if (refusal === undefined) return null;
  const isPacked = output.includes('executing @electron/fuses');
  return isPacked
    ? `The folder is packed, but not the package: the tools that make ${kinds} could not be downloaded (${refusal}). Run this again where they can be, or make only the folder with --dir.`
    : `No package was made, because Electron's runtime for ${shown} ${arch} could not be downloaded (${refusal}): run this again where it can be, or name an unpacked one with --electron-dist.`;
}

/** @param {string} name @returns {name is System} */
function isSystem(name) {
  return Object.hasOwn(systems, name);
}

/** @template Answer @param {() => Answer} read @returns {Answer} */
function orUsage(read) {
  try {
    return read();
  } catch (problem) {
    throw new SetupProblem(`${(problem instanceof Error ? problem.message : String(problem)).split('. To specify')[0]?.replace(/\.$/u, '')}.\nUsage: ${usage}`);
  }
}
