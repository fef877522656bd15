import { expect, test } from 'vitest';
import { cover, emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { coverageLines } from '../../../../src/harness/report/campaign/coverage-lines.ts';

test('the shares of the coverage are followed by the names of a few missing items', () => {
  const coverage = emptyCoverage();
  cover(coverage, parseRows(['#.', '.0']));
  const lines = coverageLines(coverage);
  expect(lines[0]).toMatch(/^coverage: \d+ of \d+ columns, borders, features and options$/);
  expect(lines[1]).toMatch(/^ {2}pairs of them at one border: \d\.\d % \(\d+ of \d+\); triples: \d\.\d % /);
  const text = lines.slice(2).join(' ').replaceAll(/ +/g, ' ');
  expect(text).toMatch(
    /^ not covered: column \|z\|, column \|#\|, .* and \d+ more not covered together: .* with .*$/,
  );
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(100);
});
