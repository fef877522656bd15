import { expect, test } from 'vitest';
import { overview } from '../../../../src/explorer/worker/tasks/overview.ts';

const partsOf = (text: string) => overview({ chain: { kind: 'text', text }, query: 0 })!.parts;

test('each part has its shares of what map says', () => {
  const parts = partsOf(`top.qcow2 qcow2 64k |${'#0'.repeat(64)}${'c.'.repeat(64)}|`);
  expect(parts.length).toBe(64);
  expect(parts[1]).toEqual({
    start: 262_144n,
    end: 524_288n,
    shares: { data: 0.5, compressed: 0, zeros: 0.5, absent: 0, unknown: 0 },
  });
  expect(parts[63]!.shares).toEqual({ data: 0, compressed: 0.5, zeros: 0, absent: 0.5, unknown: 0 });
  expect(parts[63]!.end).toBe(16_777_216n);
});

test('an image of fewer bytes than parts has a part for each, and an empty one none', () => {
  expect(partsOf('top.raw raw 512 size=10 |#|').length).toBeGreaterThan(0);
  expect(partsOf('top.qcow2 qcow2 64k ||')).toEqual([]);
});

test('what lies behind damage is unknown; what cannot be opened has no overview', () => {
  const parts = partsOf(`top.qcow2 qcow2 4k |${'#0'.repeat(32)}|\n    set l2[32] = 0x200`);
  expect(parts[0]!.shares.data).toBe(1);
  expect(parts[63]!.shares.unknown).toBe(1);
  const text = 'top.qcow2 qcow2 64k |#|\n    set header.magic = 0\nmap -f qcow2 top.qcow2';
  expect(overview({ chain: { kind: 'text', text }, query: 0 })).toBe(undefined);
});
