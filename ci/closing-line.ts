import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Vitest reporter: the last line of a run is `N passed, N failed, N skipped`, for programs that read its output.
 *
 * Whatever keeps tests from ending counts as one failure: a file that does not load, a hook that throws, an error
 * outside all tests, a run stopped in a test. `todo` counts as skipped.
 */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      for (const suite of [module, ...module.children.allSuites()]) {
        counts.failed += suite.errors().length;
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === 'pending' ? 'failed' : state] += 1;
      }
    }
    console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
}
