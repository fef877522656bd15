import { expect, test } from 'vitest';
import { nbdProgramHint, oraclesHint } from '../../../../../src/harness/parties/oracle/cache/oracles-hint.ts';

test('ci/oracles is named in a checkout, and map-parity fetch in the packages', () => {
  expect(oraclesHint('name one by --oracle')).toBe(
    'Run ci/oracles, which fetches four versions; or name one by --oracle.',
  );
  expect(oraclesHint('name one by --oracle', 'package')).toBe(
    'Run map-parity fetch, which fetches four versions; or name one by --oracle.',
  );
  expect(nbdProgramHint()).toContain('ci/oracles');
  expect(nbdProgramHint('package')).toBe('map-parity fetch fetches it');
});
