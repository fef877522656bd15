import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { dataPacks } from './data/plugin.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * What `file://` can show: browsers fetch modules and start workers only from servers. So there is one classic script, which
 * holds the source of its worker as a string and starts that from a blob; data comes in classic scripts too.
 */
const classicScripts: Plugin = {
  name: 'classic-scripts',
  transformIndexHtml: {
    order: 'post',
    handler: html =>
      html.replace(/<script type="module" crossorigin/g, '<script defer').replace(/ crossorigin/g, ''),
  },
};

/** The generators write files with Node's Buffer, and cut paths with its `posix`: two well-kept packages have both. */
const forNode = {
  alias: { 'node:path': 'path-browserify', 'node:buffer': 'buffer/' },
  inject: { Buffer: ['buffer/', 'Buffer'] as [string, string] },
};

const config: UserConfig = defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  resolve: { alias: forNode.alias },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [classicScripts, dataPacks()],
  build: {
    outDir: here('../../dist/explorer'),
    emptyOutDir: true,
    assetsDir: '.',
    modulePreload: false,
    // Else the script would put the style sheet into the document itself, which the policy forbids.
    cssCodeSplit: false,
    // The whole is some hundred kilobytes compressed; the test of the page prints and bounds it.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      transform: { inject: forNode.inject },
      output: {
        format: 'iife',
        codeSplitting: false,
        entryFileNames: 'explorer.js',
        assetFileNames: 'explorer[extname]',
      },
    },
  },
  worker: { format: 'iife', rolldownOptions: { transform: { inject: forNode.inject } } },
});

export default config;
