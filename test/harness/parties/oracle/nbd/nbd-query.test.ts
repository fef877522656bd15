import { expect, test } from 'vitest';
import { nbdQuery, requestsContext } from '../../../../../src/harness/parties/oracle/nbd/nbd-query.ts';

test('a query with --context requests a context', () => {
  expect(requestsContext(['--context', 'base:allocation', 'a'])).toBe(true);
  expect(requestsContext(['a', '--context=x'])).toBe(true);
  expect(requestsContext(['--output=json', 'context'])).toBe(false);
});

test.each([
  [['--context=base:allocation', 'a'], ['--', 'a'], ['--map=base:allocation']],
  [
    ['-f', 'raw', '--context', 'qemu:allocation-depth', '--output=json', 'a'],
    ['-f', 'raw', '--', 'a'],
    ['--json', '--map=qemu:allocation-depth'],
  ],
  [
    ['--image-opts', 'driver=raw,file.filename=a', '--output', 'human', '--context=x'],
    ['--image-opts', '--', 'driver=raw,file.filename=a'],
    ['--map=x'],
  ],
])('%j becomes arguments of qemu-nbd and nbdinfo', (query, server, client) => {
  expect(nbdQuery(query)).toEqual({ kind: 'words', server, client });
});

test.each([
  [['--context=x', '-s', '1', 'a'], 'qemu-nbd and nbdinfo have no -s'],
  [['--context=x', '-U', 'a'], 'qemu-nbd and nbdinfo have no -U'],
  [['--context=x', '--force-share', 'a'], 'qemu-nbd and nbdinfo have no --force-share'],
  [['--context=x', '--max-length=1', 'a'], 'qemu-nbd and nbdinfo have no --max-length'],
  [['--context=x', '--output=xml', 'a'], 'qemu-nbd and nbdinfo have no --output'],
  [['--context=x', 'a', 'b'], 'qemu-nbd takes one image'],
  [['--context=x', '--context=y', 'a'], 'nbdinfo maps one context'],
])('%j is skipped', (query, reason) => {
  expect(nbdQuery(query)).toEqual({ kind: 'skipped', reason });
});
