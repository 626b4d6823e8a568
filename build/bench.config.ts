// Owns bundling the bench: one module for Node, packages left outside. Each module keeps its own `import.meta.dirname`,
// so that paths mean the same as in the sources. Leaves the figures of earlier runs beside it.
import { dirname, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = resolve(import.meta.dirname, '..');

const ownFolders: Plugin = {
  name: 'own-folders',
  transform: (code, id) => code.includes('import.meta.dirname') ? code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))) : null,
};

export default defineConfig({
  root,
  plugins: [ownFolders],
  build: {
    ssr: resolve(root, 'tests/bench/main.ts'),
    outDir: resolve(root, 'test-results/bench'),
    emptyOutDir: false,
    copyPublicDir: false,
    minify: false,
    target: 'node22',
    rollupOptions: { output: { format: 'es', entryFileNames: 'main.mjs', chunkFileNames: '[name]-[hash].mjs' } },
  },
});
