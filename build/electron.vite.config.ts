// Owns how the sources become out/: main (the Electron host, the core process, the loopback host and the CLI as ES
// modules), preload (one CommonJS file), renderer. Only better-sqlite3 and electron stay outside the bundles.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const root = resolve(import.meta.dirname, '..');
const external = ['electron', 'better-sqlite3'];
/** The notices that the licences of bundled libraries ask for, in each folder of out/. */
const licences = 'licences.txt';
/** The credits that the licence of the citation styles asks for; no library's, so that no bundler collects them. */
const styleCredits: Plugin = {
  name: 'style-credits',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'citationStyles.txt', source: readFileSync(resolve(root, 'db/exports/references/NOTICE.md')) });
  },
};

export default defineConfig({
  main: {
    plugins: [styleCredits],
    build: {
      outDir: resolve(root, 'out/main'),
      externalizeDeps: false,
      minify: false,
      target: 'node22',
      license: { fileName: licences },
      rollupOptions: {
        external,
        input: {
          main: resolve(root, 'electron/main.ts'),
          coreProcess: resolve(root, 'electron/process/coreProcess.ts'),
          loopback: resolve(root, 'electron/loopback/main.ts'),
          cli: resolve(root, 'electron/cli/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(root, 'out/preload'),
      externalizeDeps: false,
      minify: true,
      rollupOptions: { external, input: { preload: resolve(root, 'electron/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      minify: true,
      target: 'chrome140',
      license: { fileName: licences },
      // The content security policy allows fonts from data: URLs, but whole files cache better.
      assetsInlineLimit: 0,
      // The grid is one large chunk, read from this machine's own disk.
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
