import { expect, test } from 'vitest';
import { cover, emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { coverageLines } from '../../../../src/harness/report/campaign/coverage-lines.ts';

test('the shares of the coverage are followed by the names of a few missing items', () => {
  const coverage = emptyCoverage();
  cover(coverage, parseRows(['#.', '.0']));
  const lines = coverageLines({ coverage, features: [] });
  expect(lines[0]).toMatch(/^coverage: \d+ of \d+ columns, borders, features and options$/);
  expect(lines[1]).toMatch(/^ {2}pairs of them at one border: \d\.\d % \(\d+ of \d+\); triples: \d\.\d % /);
  const text = lines.slice(2).join(' ').replaceAll(/ +/g, ' ');
  expect(text).toMatch(
    /^ not covered: column \|z\|, column \|#\|, .* and \d+ more not covered together: .* with .*$/,
  );
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(100);
});

test('what no case with a feature has is counted, and not named', () => {
  const text = coverageLines({ coverage: emptyCoverage(), features: ['damage', 'vdi'] })
    .join(' ')
    .replaceAll(/ +/g, ' ');
  expect(text).toMatch(
    /^coverage: 0 of (\d+) columns, borders, features and options; cases with damage and vdi never have \d+ of them /,
  );
  expect(text).toMatch(/ not covered of the other \d+: extl2, compressed, zstd, .* and \d+ more$/);
  const [all, never, others] = text.match(/\d+(?= columns| of them|: extl2)/g)!.map(Number);
  expect(never! + others!).toBe(all);
});
