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

/** What the generators take of Node: well-kept packages have it. */
const forNode = {
  alias: {
    'node:path': 'path-browserify',
    'node:buffer': 'buffer/',
    'node:os': here('portable/os.ts'),
    'node:zlib': here('portable/zlib.ts'),
  },
  inject: { Buffer: ['buffer/', 'Buffer'] as [string, string] },
};

/** Anything else of Node would be missing when the page runs. */
const noNode: Plugin = {
  name: 'no-node',
  enforce: 'pre',
  resolveId(name, importer) {
    if (name.startsWith('node:')) this.error(`${importer} imports ${name}, which no browser has`);
  },
};

/** What no bundler reads again: marks of calls that it may drop. Licenses stay. */
const comments = { annotation: false, jsdoc: false, legal: true };

const config: UserConfig = defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  resolve: { alias: forNode.alias },
  // Else a build in a test, or in any other environment that isn't named production, would hold the paths of the sources.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  // Paths of cases are relative; that of the folder doesn't matter.
  define: { 'process.cwd': '(() => "/case")' },
  plugins: [noNode, classicScripts, dataPacks()],
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
        comments,
        codeSplitting: false,
        entryFileNames: 'explorer.js',
        assetFileNames: 'explorer[extname]',
      },
    },
  },
  worker: {
    format: 'iife',
    plugins: () => [noNode],
    rolldownOptions: { transform: { inject: forNode.inject }, output: { comments } },
  },
});

export default config;
