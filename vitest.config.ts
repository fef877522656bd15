import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig, type ViteUserConfig } from 'vitest/config';
import { ClosingLine } from './ci/closing-line.ts';
import { tooOld } from './src/map/basics/needed-node.ts';

// Tests start programs with the Node that they run on. On an older one some would wait for ever.
const complaint = tooOld('a run of the tests');
if (complaint !== undefined) {
  console.error(complaint);
  process.exit(3);
}

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/fixed-seed.ts'],
    // On GitHub the commands under test would annotate the run of the tests.
    env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
    // A fifth of the time of all tests is waiting, for programs that hang or pause: one file more than there are cores fills it.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: [...configDefaults.reporters, new ClosingLine()],
  },
});

export default config;
