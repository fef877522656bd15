import { expect, test } from 'vitest';
import { nbdinfoHint, oraclesHint } from '../../../../src/harness/parties/oracle/oracles-hint.ts';

test('ci/oracles is named in a checkout, and nowhere else', () => {
  expect(oraclesHint('name one by --oracle')).toBe(
    'Run ci/oracles, which fetches four versions; or name one by --oracle.',
  );
  expect(oraclesHint('name one by --oracle', false)).toBe('Name one by --oracle.');
  expect(nbdinfoHint()).toContain('ci/oracles');
  expect(nbdinfoHint(false)).not.toContain('ci/oracles');
});
