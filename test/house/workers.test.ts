import { expect, test } from 'vitest';
import { importsOfSources } from './imports.ts';

const sources = importsOfSources('.');

/** Modules with which node listens for signals or uses descriptors on other threads; see own-descriptors.ts. */
const unfit = ['node:child_process', 'node:fs/promises', 'execa'];

/** They have one of these modules, and do nothing with it in a worker: who does is named. */
const harmless = [
  // The main thread opens the pool of threads.
  'src/harness/parties/child/own-descriptors.ts',
  // Where there is no C library, there are no workers.
  'src/harness/parties/child/run-by-node.ts',
  // A subject that runs as long as the campaign has no workers.
  'src/harness/parties/subject/server-process.ts',
];

test('what runs in a worker starts no program by node, and opens no file on other threads', () => {
  const used = new Set(['src/harness/runs/workers/worker-main.ts']);
  for (const path of used) for (const file of sources.get(path)?.files ?? []) used.add(file);
  expect(used.size).toBeGreaterThan(100);
  const found = [...used].filter(path => sources.get(path)?.packages.some(name => unfit.includes(name)));
  expect(found.sort()).toEqual(harmless);
});
