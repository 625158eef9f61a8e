import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import type { BuildEnvironmentOptions } from 'vite'
import { defineConfig } from 'vitest/config'
import { NONCE, assetFileNames, bundles, chunkFileNames, documentHtml } from './bundles.ts'

const root = import.meta.dirname

/** One file for the client build, the server build (`vite build --ssr`) and the tests. */
export default defineConfig(({ isSsrBuild }) => ({
  root: process.env.VITEST ? root : resolve(root, 'client'),
  plugins: [react(), ...(isSsrBuild === true ? [] : [documentHtml()])],
  html: isSsrBuild === true ? {} : { cspNonce: NONCE },
  build: isSsrBuild === true ? serverBuild : clientBuild,
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 120_000,
    hookTimeout: 90_000,
    maxWorkers: 2,
  },
}))

const serverBuild: BuildEnvironmentOptions = {
  outDir: resolve(root, 'dist/server'),
  emptyOutDir: true,
  target: 'node20',
  minify: false,
  rollupOptions: {
    input: {
      main: resolve(root, 'server/main.ts'),
      cli: resolve(root, 'server/cli.ts'),
      'text-worker': resolve(root, 'server/text-worker.ts'),
      'export-writer': resolve(root, 'server/exports/writer.ts'),
      'compare-worker': resolve(root, 'server/comparing/compare-worker.ts'),
      'docx-worker': resolve(root, 'server/imports/docx-worker.ts'),
      'spreadsheet-worker': resolve(root, 'server/imports/spreadsheet-worker.ts'),
    },
  },
}

const clientBuild: BuildEnvironmentOptions = {
  outDir: resolve(root, 'dist/client'),
  emptyOutDir: true,
  target: 'es2022',
  chunkSizeWarningLimit: 700, // the editor, loaded with a document; its budget is in bench/README.md
  rollupOptions: {
    input: {
      index: resolve(root, 'client/index.html'),
      young: resolve(root, 'client/young.html'),
      'service-worker': resolve(root, 'client/offline/service-worker.ts'),
    },
    output: {
      codeSplitting: bundles,
      chunkFileNames,
      assetFileNames,
      // A service worker is found again by its name and at the top.
      entryFileNames: ({ name }) =>
        name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
    },
  },
}
