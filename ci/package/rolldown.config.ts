import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type RolldownOptions, rolldown } from 'rolldown';
import single from '../../rolldown.config.ts';
import { bundledMap } from '../../src/cli/cached-map.ts';
import { compiledInBase64, lazyModules } from './lazy-modules.ts';
import { endingOnOldNode } from './old-node.ts';
import { chunked, oneScript } from './one-script.ts';
import worker from './worker.config.ts';

const source = (name: string): string => fileURLToPath(new URL(`../../src/cli/${name}`, import.meta.url));
const map = source('map.ts');

/** Puts map.ts with all that it imports into a file beside the command, which runs it from V8's code: see src/cli/code-cache.ts. */
function mapFromCache(): Plugin {
  return {
    name: 'map-from-cache',
    resolveId(specifier) {
      return specifier === './map.ts' ? source('cached-map.ts') : null;
    },
    async generateBundle() {
      const bundle = await rolldown({
        input: map,
        platform: 'node',
        external: ['koffi'],
        plugins: [lazyModules(), compiledInBase64()],
      });
      const { output } = await bundle.generate(chunked);
      // It is read as latin1, which is faster than UTF-8.
      const text = oneScript(output).replace(
        /[^\0-\x7f]/g,
        unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      const hash = createHash('sha256').update(text).digest('hex');
      this.emitFile({ type: 'asset', fileName: bundledMap, source: `// ${hash}\n${text}` });
    },
  };
}

/** A command of a package: a small file that starts fast, and `bundledMap` beside it. A Node that is too old can parse it. */
function command(name: string, options: RolldownOptions): RolldownOptions {
  return {
    ...options,
    plugins: [mapFromCache()],
    transform: { target: 'es2017' },
    output: { ...options.output, banner: endingOnOldNode(name) },
  };
}

/** The commands of both packages. And the program of a worker, in the place of the one that tsc compiled. */
const options: RolldownOptions[] = defineConfig([
  command('map-parity', single),
  command('qemu-img-map', {
    ...single,
    input: 'src/cli/qemu-img-map.ts',
    output: { ...single.output, file: 'dist/qemu-img-map.cjs' },
  }),
  worker,
]);

export default options;
