import type { Plugin } from 'vite';
import { packs } from './packs.ts';

/** Writes each pack of data beside the page. */
export function dataPacks(): Plugin {
  return {
    name: 'data-packs',
    generateBundle() {
      for (const [name, make] of Object.entries(packs))
        this.emitFile({
          type: 'asset',
          fileName: `${name}.data.js`,
          source: `explorerData(${JSON.stringify(name)},${JSON.stringify(make())})\n`,
        });
    },
  };
}
