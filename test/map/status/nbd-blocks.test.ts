import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openChain } from '../../../src/map/chain/open-chain.ts';
import { NodeHost } from '../../../src/map/host/nodejs/node-host.ts';
import { type RecordedName, recorded } from '../../../src/map/profile/profile.ts';
import { type NbdContext, nbdBlocks } from '../../../src/map/status/nbd-blocks.ts';
import { testFolder } from '../../support/test-folder.ts';
import { copied, tinyQcow2, zero } from '../../support/tiny-qcow2.ts';

const folder = testFolder();

/** The blocks of a file name, or of an option string, as `START+LENGTH VALUE; …`. */
function blocks(name: string, context: NbdContext, version: RecordedName = '11.1'): string {
  const profile = recorded[version];
  const host = new NodeHost({ directory: folder.path });
  const imageOptions = name.startsWith('driver=');
  const chain = openChain(name, { profile, host, imageOptions, notice: () => {} });
  const found = [...nbdBlocks(chain, context, profile)];
  chain.close();
  return found.map(({ start, length, value }) => `${start}+${length} ${value}`).join('; ');
}

describe('a chain of three, each layer longer than the one below', () => {
  const cluster = 0x50000n;
  const entries = (words: Record<number, bigint>): bigint[] =>
    Array.from({ length: 48 }, (_, index) => words[index] ?? 0n);
  const image = { clusterBits: 16 };
  folder.put('b', tinyQcow2({ ...image, size: 1n << 20n, l2: [entries({ 0: cluster })] }));
  folder.put('m', tinyQcow2({ ...image, size: 2n << 20n, l2: [entries({ 18: cluster })], backing: 'b' }));
  folder.put('t', tinyQcow2({ ...image, size: 3n << 20n, l2: [entries({ 24: zero })], backing: 'm' }));

  test.each<RecordedName>(['5.2', '11.1'])('%s: a short layer owns what lies past its end', version => {
    expect(blocks('t', 'qemu:allocation-depth', version).split('; ')).toEqual([
      '0+65536 3',
      '65536+983040 0',
      '1048576+131072 3',
      '1179648+65536 2',
      '1245184+327680 3',
      '1572864+65536 1',
      '1638400+458752 3',
      '2097152+1048576 2',
    ]);
  });

  test('what lies past the end of a short layer is a hole since 6.0', () => {
    expect(blocks('t', 'base:allocation')).toBe(
      '0+65536 0; 65536+1114112 3; 1179648+65536 0; 1245184+1900544 3',
    );
    expect(blocks('t', 'base:allocation', '5.2')).toBe(
      '0+65536 0; 65536+983040 3; 1048576+131072 2; 1179648+65536 0; 1245184+1900544 2',
    );
  });

  test('a layer of no bytes owns everything', () => {
    folder.put('nothing', tinyQcow2({ ...image, size: 0n, l2: [] }));
    folder.put('over', tinyQcow2({ ...image, size: 65536n, l2: [[]], backing: 'nothing' }));
    expect(blocks('over', 'qemu:allocation-depth')).toBe('0+65536 2');
  });
});

describe('a sparse raw file', () => {
  folder.put('hole.raw', '');
  truncateSync(join(folder.path, 'hole.raw'), 1048576 + 100);

  test('is local throughout, rounded up to whole sectors', () => {
    expect(blocks('hole.raw', 'qemu:allocation-depth')).toBe('0+1049088 1');
  });

  test('has a hole since 6.0', () => {
    expect(blocks('hole.raw', 'base:allocation', '5.2')).toBe('0+1049088 2');
    expect(blocks('hole.raw', 'base:allocation', '7.2')).toBe('0+1049088 3');
  });
});

describe('on a chain of two', () => {
  const words = [copied | 0x50000n, 0n, zero, 0n];
  const image = { clusterBits: 16, size: 4n << 16n };
  folder.put('below', tinyQcow2({ ...image, l2: [[0n, copied | 0x50000n]] }));
  folder.put('above', tinyQcow2({ ...image, l2: [words], backing: 'below' }));
  folder.put('alone', tinyQcow2({ ...image, l2: [words] }));

  test.each(['5.2', '11.1'] as const)('%s: a filter counts as a layer', version => {
    const filter = 'driver=compress,file.driver=qcow2,file.file.filename=above';
    expect(blocks(filter, 'qemu:allocation-depth', version)).toBe(
      '0+65536 1; 65536+65536 3; 131072+65536 1; 196608+65536 0',
    );
    const two =
      'driver=blkdebug,image.driver=compress,image.file.driver=qcow2,image.file.file.filename=above';
    expect(blocks(two, 'qemu:allocation-depth', version)).toContain('65536+65536 4;');
  });

  test.each<[RecordedName, string]>([
    ['5.2', '0+65536 0; 65536+65536 3; 131072+65536 2; 196608+65536 3'],
    ['11.1', '0+65536 0; 65536+196608 3'],
  ])('%s: raw over qcow2 has the blocks of the qcow2 image', (version, base) => {
    const raw = 'driver=raw,file.driver=qcow2,file.file.filename=alone';
    expect(blocks(raw, 'base:allocation', version)).toBe(base);
    expect(blocks(raw, 'qemu:allocation-depth', version)).toBe(
      '0+65536 1; 65536+65536 0; 131072+65536 1; 196608+65536 0',
    );
  });

  test('raw over qcow2 ignores the backing file of the qcow2 image: its unallocated clusters are holes without zeros', () => {
    const raw = 'driver=raw,file.driver=qcow2,file.file.filename=above';
    expect(blocks(raw, 'base:allocation')).toBe('0+65536 0; 65536+65536 1; 131072+65536 3; 196608+65536 1');
    expect(blocks(raw, 'qemu:allocation-depth')).toBe(
      '0+65536 1; 65536+65536 0; 131072+65536 1; 196608+65536 0',
    );
  });
});
