import { describe, expect, test } from 'vitest';
import { mapText, shortExtents } from '../../../../support/map-text.ts';
import { testFolder } from '../../../../support/test-folder.ts';
import { compressed, copied, type TinyQcow2, tinyQcow2 } from '../../../../support/tiny-qcow2.ts';

const folder = testFolder();

/** Clusters of 16 KiB, subclusters of 512 bytes; the words of the only L2 table, two a cluster. */
function extended(words: readonly bigint[], more: Partial<TinyQcow2> = {}): Buffer {
  const size = BigInt(words.length / 2) * 16384n;
  return tinyQcow2({ clusterBits: 14, size, l2: [words], edits: [[72, '0000000000000010']], ...more });
}

const host = (cluster: number): bigint => copied | BigInt(cluster * 16384);
const allData = 0xffff_ffffn;
const zeros = (bits: bigint): bigint => bits << 32n;

function map(words: readonly bigint[], version: '5.2' | '7.2' | '11.1' = '11.1', window = { start: 0n }) {
  folder.put('a', extended(words));
  return mapText({ name: 'a', directory: folder.path, version, window });
}

const extents = (words: readonly bigint[], version?: '5.2' | '7.2'): string =>
  shortExtents(map(words, version).stdout);

describe('subclusters are reported by their states', () => {
  const all = [host(8), zeros(0xff00n) | 0xffn, 0n, zeros(0xffn)];

  test('subclusters in a host cluster have an offset, reserved ones too', () => {
    expect(extents(all)).toBe(
      '0+4096 d0 PzD@131072; 4096+4096 d0 PZd@135168; 8192+8192 d0 pZd@139264; 16384+4096 d0 PZd; 20480+12288 d0 pZd',
    );
  });

  test('5.2 reports zeros and reserved subclusters alike', () => {
    expect(extents(all, '5.2')).toBe('0+4096 d0 zD@131072; 4096+12288 d0 Zd@135168; 16384+16384 d0 Zd');
  });

  test('compressed clusters have no bitmap', () => {
    expect(extents([compressed, 2n ** 64n - 1n])).toBe('0+16384 d0 PzDC');
  });
});

describe('runs', () => {
  test('continue from cluster to cluster if their host clusters follow each other', () => {
    expect(extents([host(8), zeros(1n) | 0xffff_fffen, host(9), 0xffffn])).toBe(
      '0+512 d0 PZd@131072; 512+24064 d0 PzD@131584; 24576+8192 d0 pZd@155648',
    );
    expect(extents([host(8), allData, host(10), allData])).toBe(
      '0+16384 d0 PzD@131072; 16384+16384 d0 PzD@163840',
    );
  });

  test('may end within a cluster', () => {
    expect(extents([host(8), 0xffffn, host(9), allData])).toBe(
      '0+8192 d0 PzD@131072; 8192+8192 d0 pZd@139264; 16384+16384 d0 PzD@147456',
    );
  });
});

describe('the backing file decides for reserved subclusters', () => {
  test('and their own offset is not reported', () => {
    folder.put('base', extended([host(8), allData]));
    folder.put('top', extended([host(20), 0xffffn, host(21), 0n], { backing: 'base' }));
    const { stdout } = mapText({ name: 'top', directory: folder.path });
    expect(shortExtents(stdout)).toBe(
      '0+8192 d0 PzD@327680; 8192+8192 d1 PzD@139264; 16384+16384 d0 pZd@344064',
    );
  });
});

describe('a cluster with an invalid bitmap', () => {
  const invalid = [host(30), zeros(1n) | allData];
  const complaint = (index: string): string =>
    `qcow2: Image is corrupt: Invalid cluster entry found  (L2 offset: 0x10000, L2 index: ${index}); ` +
    'further non-fatal corruption events will be suppressed\n' +
    'qemu-img: Could not read file metadata: Input/output error\n';

  test('is reported by the run that reaches it, and that extent is lost with the one before', () => {
    const { stdout, stderr, status } = map([host(8), allData, host(9), allData, ...invalid]);
    expect({ stdout, stderr, status }).toEqual({ stdout: '[', stderr: complaint('0x2'), status: 1 });
  });

  test('is reported only by the run next to it', () => {
    const { stdout } = map([host(8), 0xffff_fffen, host(9), 0xffffn, ...invalid]);
    expect(shortExtents(`${stdout.slice(0, -2)}]`)).toBe('0+512 d0 pZd@131072');
  });

  test('is not reported by a compressed cluster next to it', () => {
    const { stdout } = map([0n, 0n, compressed, 0n, ...invalid]);
    expect(shortExtents(`${stdout.slice(0, -2)}]`)).toBe('0+16384 d0 pZd');
  });

  test('is not reported by a request that ends before it', () => {
    folder.put('a', extended([host(8), allData, ...invalid]));
    const window = { start: 0n, length: 16384n };
    const { stdout, status } = mapText({ name: 'a', directory: folder.path, window });
    expect({ extents: shortExtents(stdout), status }).toEqual({
      extents: '0+16384 d0 PzD@131072',
      status: 0,
    });
  });

  test('may have an allocated subcluster without a host cluster', () => {
    expect(map([0n, 1n]).stderr).toBe(complaint('0'));
  });
});

test('an unaligned host offset is reported with its place, for reserved subclusters too', () => {
  const { stdout, stderr } = map([0n, zeros(allData), host(8) + 512n, 0n]);
  expect(stdout).toBe('[');
  expect(stderr).toContain('Cluster allocation offset 0x20200 unaligned (L2 offset: 0x10000, L2 index: 0x1)');
});
