import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** Builds the page into a folder, which it empties, and returns the address of it there. */
export async function buildExplorer(folder: string): Promise<string> {
  const configFile = fileURLToPath(new URL('../../src/explorer/vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'warn', build: { outDir: folder } });
  return pathToFileURL(`${folder}/index.html`).href;
}
