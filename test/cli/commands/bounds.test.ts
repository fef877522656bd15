import { afterEach, expect, test } from 'vitest';
import { programInProcess } from '../../support/run-program.ts';

const { run: mapParity } = programInProcess();
const [, program] = process.argv;

afterEach(() => {
  process.argv[1] = program!;
});

test('bounds measures no map that starts from its sources', async () => {
  process.argv[1] = 'src/cli/main.ts';
  expect(await mapParity('bounds')).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'map-parity: bounds would measure a map that starts from its sources. In a checkout use npm run bounds -- WORDS, which builds the ' +
      'command first.\n',
  });
});

test('bounds needs a qemu-img', async () => {
  process.argv[1] = 'dist/src/cli/main.cjs';
  expect(await mapParity('bounds')).toMatchObject({
    status: 3,
    stderr: expect.stringMatching(/^map-parity: no qemu-img to measure against\. /),
  });
});
