import { expect, test } from 'vitest';
import { cover, emptyCoverage } from '../../../generators/coverage/coverage.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { coverageLines } from '../../../src/harness/report/coverage-lines.ts';

test('says how much was met, and names a few of what was not', () => {
  const coverage = emptyCoverage();
  cover(coverage, parseRows(['#.', '.0']));
  const [shares, never, apart] = coverageLines(coverage);
  expect(shares).toMatch(
    /^coverage: \d+ of \d+ columns, borders, features and options; \d\.\d % \(\d+ of \d+\) of their pairs, \d\.\d % /,
  );
  expect(never).toMatch(/^ {2}never met: column \|z\|, column \|#\|, .* and \d+ more$/);
  expect(apart).toMatch(/^ {2}met, but never together: .* with .*$/);
});
