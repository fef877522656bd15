import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig, type ViteUserConfig } from 'vitest/config';
import { ClosingLine } from './ci/closing-line.ts';
import { tooOld } from './src/map/basics/needed-node.ts';
import { GoldensFirst } from './test/support/goldens-first.ts';

// Tests start programs with the Node that they run on. On an older one some would wait for ever.
const complaint = tooOld('a run of the tests');
if (complaint !== undefined) {
  console.error(complaint);
  process.exit(3);
}

// A process for each file costs 200 ms of CPU: files that test functions share a few. A file that may change its process or the modules
// that later files would find there has one of its own, and so has one of the harness: many of them start programs and kill them.
const files = globSync('test/**/*.test.ts');
const ofFunctions = /^test\/(?:drawing|generators|map)\//;
const ofProcess = /\b(?:vi|process)\.|\bnode:process\b/;
const shared = files.filter(path => ofFunctions.test(path) && !ofProcess.test(readFileSync(path, 'utf8')));
// Files that look at the explorer have it built once for all of them.
const ofPage = /\bsupport\/explorer-page\.ts'/;
const page = files.filter(path => ofPage.test(readFileSync(path, 'utf8')));
const alone = files.filter(path => !shared.includes(path) && !page.includes(path));

const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      // They wait most and run first: by their names.
      {
        extends: true,
        test: { name: 'alone', include: alone, globalSetup: ['test/support/bundled-programs.ts'] },
      },
      {
        extends: true,
        test: { name: 'page', include: page, globalSetup: ['test/support/built-explorer.ts'] },
      },
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
    ],
    globalSetup: ['test/support/compiled-code.ts'],
    setupFiles: ['test/support/fixed-seed.ts'],
    // On GitHub the commands under test would annotate the run of the tests.
    env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
    // A fifth of the time of all tests is waiting, for programs that hang or pause: one file more than there are cores fills it.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: GoldensFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: [...configDefaults.reporters, new ClosingLine()],
  },
});

export default config;
