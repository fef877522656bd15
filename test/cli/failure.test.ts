import { expect, test } from 'vitest';
import { explainFailure } from '../../src/cli/failure.ts';
import { HarnessError } from '../../src/harness/basics/harness-error.ts';
import { Abort, type MapParityError, Unsupported } from '../../src/map/basics/error.ts';

test.each<[MapParityError, 2 | 3]>([
  [new HarnessError('bad-case', 'a mistake'), 2],
  [new HarnessError('no-oracle', 'nobody answers'), 3],
  [new Unsupported('vmdk'), 2],
  [new Abort('the last sector', 'Map less of it.'), 3],
])('%s ends a command with the exit status of its code', (error, status) => {
  expect(explainFailure(error).status).toBe(status);
});

test('an error is explained in one line, with what to do next', () => {
  expect(explainFailure(new HarnessError('in-ci', 'CI is set', { next: 'Run it elsewhere.' })).text).toBe(
    'map-parity: CI is set. Run it elsewhere.',
  );
});
