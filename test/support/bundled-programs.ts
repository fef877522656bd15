import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The program `map-parity` of the sources as they are, bundled. */
    mainProgram: string;
  }
}

/** Modules of a bundle look for files where their sources are. */
const inPlace: Plugin = {
  name: 'in-place',
  transform: (code, id) =>
    code
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id))),
};

/**
 * Before the tests that start programs: bundles `map-parity` and the program of a worker from the sources as they are. Each of the hundreds
 * of starts then takes a third of the CPU. Both are removed after the tests.
 */
export default async function bundlePrograms({ provide }: TestProject): Promise<() => void> {
  // Here what is no part of a bundle is found.
  const parent = resolve('node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'map-parity-programs-'));
  const [main, worker] = [join(folder, 'main'), join(folder, 'worker')];
  await bundle('src/cli/main.ts', main);
  await bundle('src/harness/runs/workers/worker-main.ts', worker);
  provide('mainProgram', join(main, 'main.js'));
  process.env.MAP_PARITY_WORKER = join(worker, 'worker-main.js');
  return () => {
    delete process.env.MAP_PARITY_WORKER;
    rmSync(folder, { recursive: true, force: true });
  };
}

async function bundle(source: string, folder: string): Promise<void> {
  await using made = await rolldown({
    input: source,
    platform: 'node',
    external: ['koffi', 'rolldown', 'vite'],
    plugins: [inPlace],
    logLevel: 'silent',
  });
  await made.write({ dir: folder, format: 'esm' });
}
