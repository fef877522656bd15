import { describe, expect, test } from 'vitest';
import { runMap } from '../../../src/map/command/run-map.ts';
import { NodeHost } from '../../../src/map/host/nodejs/node-host.ts';
import { type RecordedName, recorded } from '../../../src/map/profile/profile.ts';
import type { NbdContext } from '../../../src/map/status/nbd-blocks.ts';
import { testFolder } from '../../support/test-folder.ts';
import { compressed, copied, tinyQcow2, zero } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
const cluster = 0x10000n;

/** The output of the command for a context. The expected outputs were printed by nbdinfo 1.14.2. */
function nbd(context: NbdContext, args: readonly string[], version: RecordedName = '11.1') {
  let stdout = '';
  let stderr = '';
  const result = runMap(args, {
    profile: recorded[version],
    nbdRequest: { context, style: 'blocks' },
    host: new NodeHost({ directory: folder.path }),
    stdout: bytes => {
      stdout += Buffer.from(bytes).toString('latin1');
    },
    stderr: bytes => {
      stderr += Buffer.from(bytes).toString('latin1');
    },
  });
  return { ...result, stdout, stderr };
}

const ran = { kind: 'ran', status: 0, stderr: '' };

describe('an image with every state', () => {
  const words = [copied | (5n * cluster), 0n, zero, zero | (6n * cluster), compressed];
  folder.put('a', tinyQcow2({ clusterBits: 16, size: 6n << 16n, l2: [words] }));

  test('base:allocation is printed as a table', () => {
    expect(nbd('base:allocation', ['a'])).toEqual({
      ...ran,
      stdout: [
        '         0       65536    0  data\n',
        '     65536      196608    3  hole,zero\n',
        '    262144       65536    0  data\n',
        '    327680       65536    3  hole,zero\n',
      ].join(''),
    });
  });

  test('base:allocation of 5.2 does not count explicit zeros as holes', () => {
    expect(nbd('base:allocation', ['a'], '5.2').stdout).toBe(
      [
        '         0       65536    0  data\n',
        '     65536       65536    3  hole,zero\n',
        '    131072      131072    2  zero\n',
        '    262144       65536    0  data\n',
        '    327680       65536    3  hole,zero\n',
      ].join(''),
    );
  });

  test('qemu:allocation-depth is printed as JSON', () => {
    expect(nbd('qemu:allocation-depth', ['--output=json', 'a'])).toEqual({
      ...ran,
      stdout: [
        '[\n',
        '{ "offset": 0, "length": 65536, "type": 1, "description": "local"},\n',
        '{ "offset": 65536, "length": 65536, "type": 0, "description": "absent"},\n',
        '{ "offset": 131072, "length": 196608, "type": 1, "description": "local"},\n',
        '{ "offset": 327680, "length": 65536, "type": 0, "description": "absent"}\n',
        ']\n',
      ].join(''),
    });
  });
});

test('numbers beyond 2^53 are exact, and may be wider than their columns', () => {
  // The least size that JavaScript prints with another last digit. A request reaches 4 GiB, so that larger sizes take seconds.
  const size = (1n << 55n) + 1024n;
  expect(String(Number(size))).not.toBe(String(size));
  folder.put('wide', tinyQcow2({ clusterBits: 21, size, edits: [[36, '00010001']] }));
  expect(nbd('base:allocation', ['wide']).stdout).toBe(`         0  ${size}    3  hole,zero\n`);
});

test('an empty image has no blocks', () => {
  folder.put('empty', '');
  expect(nbd('base:allocation', ['empty'])).toEqual({ ...ran, stdout: '' });
  expect(nbd('base:allocation', ['--output=json', 'empty'])).toEqual({ ...ran, stdout: '[\n\n]\n' });
});

test('damage leaves stdout empty, even after blocks without damage', () => {
  folder.put('bad', tinyQcow2({ clusterBits: 16, size: 2n << 16n, l2: [[zero, copied | 0x50200n]] }));
  const { stdout, stderr, kind } = nbd('base:allocation', ['bad']);
  expect([kind, stdout]).toEqual(['ran', '']);
  expect(stderr).toMatch(
    /^qcow2: Image is corrupt: .*\nnbdinfo: nbd_block_status: block-status: command failed: Input\/output error\n$/,
  );
});

test('a refusal has the message of qemu-nbd', () => {
  expect(nbd('base:allocation', ['gone'])).toEqual({
    kind: 'ran',
    status: 1,
    stdout: '',
    stderr: "qemu-nbd: Failed to blk_new_open 'gone': Could not open 'gone': No such file or directory\n",
  });
});

test('a warning begins with qemu-nbd', () => {
  const { stderr } = nbd('base:allocation', ['--image-opts', 'driver=raw,file.filename=empty,read-only']);
  expect(stderr).toMatch(/^qemu-nbd: warning: short-form boolean option 'read-only' deprecated\n/);
});

test.each(['-s', '-l'])('%s is refused, because nbdinfo has no windows', option => {
  expect(nbd('base:allocation', [option, '0', 'a'])).toEqual({
    kind: 'misused',
    reason: "--context=base:allocation always prints the whole image, so -s and -l can't be used with it",
    stdout: '',
    stderr: '',
  });
});
