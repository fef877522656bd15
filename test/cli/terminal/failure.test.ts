import { expect, test } from 'vitest';
import { explainFailure } from '../../../src/cli/terminal/failure.ts';
import { HarnessError } from '../../../src/harness/basics/harness-error.ts';
import { Abort, type MapParityError, Refusal, Unsupported } from '../../../src/map/basics/error.ts';

test.each<[MapParityError, 2 | 3]>([
  [new HarnessError('bad-case', 'a mistake'), 2],
  [new HarnessError('no-oracle', 'nobody answers'), 3],
  [new Unsupported('vmdk'), 2],
  [new Abort('the last sector', 'Map less of it.'), 3],
])('%s ends a command with the exit status of its code', (error, status) => {
  expect(explainFailure(error).status).toBe(status);
});

test('an error is explained in one line, with what to do next', () => {
  expect(explainFailure(new HarnessError('in-ci', 'CI is set', { next: 'Run it elsewhere.' })).lines).toEqual(
    ['map-parity: CI is set. Run it elsewhere.'],
  );
});

test.each([
  ['/tmp/qemu-map-parity-1-x/a', 'Free some space, or set TMPDIR to a folder on another file system.'],
  [undefined, 'Free some space, or set TMPDIR to a folder on another file system.'],
  ['/tmp/result.json', 'Free some space.'],
])('the advice for a full disk and the file %s, which may be one that the harness placed', (path, next) => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC', path });
  expect(explainFailure(full).lines[0]!.endsWith(`. ${next}`)).toBe(true);
});

test('a refusal has the hints of qemu-img, and -U if another process has the image locked', () => {
  const hints = ['Is another process using the image [a]?'];
  const refusal = new Refusal('Could not open \'a\': Failed to get shared "write" lock', hints);
  expect(explainFailure(refusal)).toEqual({
    lines: [
      'map-parity: Could not open \'a\': Failed to get shared "write" lock',
      'Is another process using the image [a]?',
      'With -U it is read all the same, whatever that process writes meanwhile.',
    ],
    status: 2,
  });
});
