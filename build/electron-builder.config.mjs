// Owns what a package of Lacuna is: its name, its files, its fuses, its documents, and the installers of each system.
// Refuses everything that the application does not load: sources, tests, source maps, build tools, and SQLite's
// sources and binaries for other systems. tests/packaging reads what it yields.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What house.md asks of Electron's fuses, each said outright. https://www.electronjs.org/docs/latest/tutorial/fuses */
const electronFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Checked by the runtime on macOS and Windows; Linux has no such check yet and ignores it.
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  // Flipping breaks the signature that an unsigned build for Apple's processors needs; only macOS can renew it.
  resetAdHocDarwinSignature: process.platform === 'darwin',
};

const sqlite = 'node_modules/better-sqlite3';
/**
 * What goes into the archive: the built application, and of SQLite's module only what it loads (its scripts, its
 * licence, one binary). The whole list stands with each system: beside a common list, electron-builder takes a list of
 * a system's own for a second one that begins with everything in the project.
 * @param {'linux' | 'darwin' | 'win32'} system as Node names it; electron-builder fills in the architecture
 */
const filesFor = (system) => [
  'out/**', 'package.json', '!**/*.map',
  // Headers for compiling: a dependency that nothing loads.
  '!node_modules/node-addon-api{,/**}',
  `!${sqlite}/{src,deps,build}{,/**}`, `!${sqlite}/{binding.gyp,README.md}`,
  // Entry points that name a binary outright; Lacuna loads the one that finds it.
  `!${sqlite}/lib/{linux,linuxmusl,darwin,win32}-*.js`,
  `!${sqlite}/prebuilds/!(${system}-\${arch}).node`,
];

/** electron-builder lets every application for macOS load from anywhere, for updaters; Lacuna loads nothing. @param {import('electron-builder').AfterPackContext} context */
function forbidLoading({ electronPlatformName, appOutDir, packager }) {
  if (electronPlatformName !== 'darwin') return;
  const path = join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Info.plist');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/(<key>NSAllowsArbitraryLoads<\/key>\s*)<true\/>/u, '$1<false/>'));
}

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'org.lacuna.app',
  productName: 'Lacuna',
  copyright: 'Copyright © the authors of Lacuna',
  // Linux asks for both. There is no public address yet: these names can never belong to somebody (RFC 2606).
  // `desktopName` ties a running window to its entry in the menu of the system.
  extraMetadata: { homepage: 'https://lacuna.invalid/', author: { name: 'The authors of Lacuna', email: 'authors@lacuna.invalid' }, desktopName: 'lacuna.desktop' },
  directories: { output: 'dist', buildResources: 'build/icons' },

  // One binary serves every runtime (Node-API): nothing is compiled.
  npmRebuild: false,
  // Nothing is downloaded by a running Lacuna, so there is nothing to publish either.
  publish: null,
  // Only the binary leaves the archive, because the system must load it; the scripts stay under the archive's checksum.
  asar: { smartUnpack: false },
  asarUnpack: [`${sqlite}/prebuilds/*.node`],
  afterPack: forbidLoading,
  electronFuses,

  fileAssociations: [{ ext: 'lacuna', name: 'Lacuna document', description: 'Lacuna document', mimeType: 'application/vnd.lacuna+sqlite3', icon: 'document', role: 'Editor', rank: 'Owner' }],

  linux: {
    target: ['AppImage', 'deb'],
    files: filesFor('linux'),
    icon: 'build/icons/linux',
    executableName: 'lacuna',
    syncDesktopName: true,
    category: 'Science;MedicalSoftware',
    synopsis: 'Curate the evidence tables of a review',
    // electron-builder's own default for AppImage would be to switch Chromium's sandbox off.
    executableArgs: [],
  },
  // The older runtime needs a library that current distributions do not have.
  toolsets: { appimage: '1.0.3' },
  mac: { target: ['dmg'], files: filesFor('darwin'), icon: 'build/icons/icon.icns', category: 'public.app-category.medical', hardenedRuntime: true, darkModeSupport: true },
  win: { target: ['nsis'], files: filesFor('win32'), icon: 'build/icons/icon.ico' },
  // For the curator alone and without an administrator, whom many laboratories do not have at hand. Documents stay.
  nsis: { oneClick: true, perMachine: false, packElevateHelper: false, deleteAppDataOnUninstall: false, differentialPackage: false },
};
