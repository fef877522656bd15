import type { Reporter, SerializedError, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';

/**
 * Vitest reporter: the last line of a run is `N passed, N failed, N skipped`, for programs that read its output. The lines before it
 * name what was skipped, unless tests were chosen by their names; the names say what is missing there.
 *
 * Whatever keeps tests from ending counts as one failure: a file that does not load, a hook that throws, an error
 * outside all tests, a run stopped in a test. `todo` counts as skipped.
 */
export class ClosingLine implements Reporter {
  #areChosen = false;

  onInit({ config }: Vitest): void {
    this.#areChosen = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const skipped = new Map<TestCase | TestSuite, number>();
    for (const module of modules) {
      for (const suite of [module, ...module.children.allSuites()]) {
        counts.failed += suite.errors().length;
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === 'pending' ? 'failed' : state] += 1;
        if (state !== 'skipped' || this.#areChosen) continue;
        const whole = skippedWhole(test);
        skipped.set(whole, (skipped.get(whole) ?? 0) + 1);
      }
    }
    console.log();
    for (const [what, count] of skipped) {
      console.log(`skipped: ${count} in ${what.module.relativeModuleId}: ${what.fullName}`);
    }
    console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
}

/** The largest group around a skipped test that was skipped as a whole. */
function skippedWhole(test: TestCase): TestCase | TestSuite {
  let whole: TestCase | TestSuite = test;
  for (
    let parent = test.parent;
    parent.type === 'suite' && parent.state() === 'skipped';
    parent = parent.parent
  )
    whole = parent;
  return whole;
}
