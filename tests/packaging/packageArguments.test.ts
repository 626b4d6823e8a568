// What `npm run package` understands, what it asks of electron-builder, and how a failure reads: one sentence that says
// what is missing and what can be done, never a stack trace.
import { describe, expect, test } from 'vitest';
import { builderArguments, packageProblem, readPackageArguments } from '../../build/packageArguments.mjs';

const machine = (platform: string, arch = 'x64') => ({ platform, arch, defaultOut: '/lacuna/dist', resolve: (path: string) => `/typed/${path}` });
const read = (words: string, platform = 'linux', arch = 'x64') => readPackageArguments(words.split(' ').filter((word) => word !== ''), machine(platform, arch));

describe('the words', () => {
  test('without any: the packages of this system and processor', () => {
    expect(read('')).toEqual({ system: 'linux', arch: 'x64', isFolder: false, electronDist: null, out: '/lacuna/dist' });
    expect(read('', 'darwin', 'arm64')).toMatchObject({ system: 'mac', arch: 'arm64' });
    expect(read('', 'win32')).toMatchObject({ system: 'windows', arch: 'x64' });
  });
  test('paths are meant from where the command was typed', () => {
    expect(read('--dir --electron-dist runtime --out made')).toMatchObject({ isFolder: true, electronDist: '/typed/runtime', out: '/typed/made' });
  });
  test('another processor, and a system whose packages can be made here', () => {
    expect(read('--system windows --arch arm64')).toMatchObject({ system: 'windows', arch: 'arm64' });
    expect(read('--system mac --dir')).toMatchObject({ system: 'mac', isFolder: true });
  });
  test.each([
    ['--system beos', 'linux', /not for “beos”/u],
    ['', 'freebsd', /not for “freebsd”/u],
    ['--arch ia32', 'linux', /not for “ia32”/u],
    ['--nonsense', 'linux', /--nonsense/u],
    ['--system mac', 'linux', /only be made on macOS .* run this on a Mac/u],
    ['--system mac --dir', 'win32', /only be made on macOS: run this on a Mac/u],
    ['--system linux', 'win32', /run this on Linux/u],
  ])('“%s” on %s is refused in a sentence', (words, platform, sentence) => {
    expect(() => read(words, platform)).toThrow(sentence);
  });
});

test('electron-builder gets one system, one processor, our configuration, and never publishes', () => {
  expect(builderArguments(read('--dir --electron-dist runtime'))).toEqual([
    '--linux', 'dir', '--x64', '--publish', 'never', '-c', 'build/electron-builder.config.mjs', '-c.directories.output=/lacuna/dist', '-c.electronDist=/typed/runtime',
  ]);
  expect(builderArguments(read('', 'darwin', 'arm64')).slice(0, 2)).toEqual(['--mac', '--arm64']);
});

describe('a failure', () => {
  const noName = 'getaddrinfo ENOTFOUND github.com  failedTask=build stackTrace=RequestError: getaddrinfo ENOTFOUND github.com\n    at ClientRequest.<anonymous> (/lacuna/node_modules/got/dist/source/core/index.js:970:111)';

  test('without network, before the runtime is there', () => {
    expect(packageProblem(`  • packaging       platform=linux\n  ⨯ ${noName}`, read(''))).toBe(
      "No package was made, because Electron's runtime for Linux x64 could not be downloaded (getaddrinfo ENOTFOUND github.com): run this again where it can be, or name an unpacked one with --electron-dist.");
  });
  test('without network, when only the tools are missing', () => {
    expect(packageProblem(`  • executing @electron/fuses\n  • building        target=AppImage\n  ⨯ ${noName}`, read(''))).toBe(
      'The folder is packed, but not the package: the tools that make an AppImage and a deb could not be downloaded (getaddrinfo ENOTFOUND github.com). Run this again where they can be, or make only the folder with --dir.');
  });
  test.each([
    'connect ECONNREFUSED 127.0.0.1:3128', 'read ECONNRESET', 'HTTPError: Response code 407 (Proxy Authentication Required)', 'HTTPError: Response code 403 (Forbidden)', 'self-signed certificate in certificate chain', 'socket hang up',
  ])('a network that refuses is one too: %s', (said) => {
    expect(packageProblem(`  ⨯ ${said}  failedTask=build`, read(''))).toMatch(/could not be downloaded \(/u);
  });
  test('a named runtime that is none', () => {
    expect(packageProblem('  ⨯ The specified electronDist does not exist: /typed/nowhere. Please provide', read('--electron-dist nowhere'))).toBe(
      'No package was made, because /typed/nowhere holds no runtime of Electron for Linux x64: name an unpacked one, or its zip.');
  });
  test('anything else is left to its own words', () => {
    expect(packageProblem('  ⨯ Application entry file "out/main/main.js" does not exist.  failedTask=build', read(''))).toBeNull();
  });
});
