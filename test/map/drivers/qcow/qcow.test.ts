import { expect, test } from 'vitest';
import { explain, map, openImage } from '../../../../src/map/index.ts';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

/** An image with clusters of 4 KiB, the L1 table at 48 and its L2 table at 512. */
function qcow(size: bigint, l2: readonly bigint[], l1: readonly bigint[] = [512n]): Buffer {
  const file = Buffer.alloc(512 + 8 * l2.length);
  file.writeUInt32BE(0x5146_49fb, 0);
  file.writeUInt32BE(1, 4);
  file.writeBigUInt64BE(size, 24);
  file.writeUInt8(12, 32);
  file.writeUInt8(9, 33);
  file.writeBigUInt64BE(48n, 40);
  for (const [index, entry] of l1.entries()) file.writeBigUInt64BE(entry, 48 + 8 * index);
  for (const [index, entry] of l2.entries()) file.writeBigUInt64BE(entry, 512 + 8 * index);
  return file;
}

const ask = (name: string) => mapText({ name, directory: folder.path });

test('an offset is explained by the entries of both tables', () => {
  folder.put('a.qcow', qcow(16_384n, [0n, 2n ** 63n + 5n, 0x5000n]));
  using opened = openImage('a.qcow', { directory: folder.path });
  const states = [0n, 5000n, 9000n].map(offset => explain(opened, offset)[0]!);
  expect(states.map(({ lookup }) => lookup!.state)).toEqual(['unallocated', 'compressed', 'data']);
  expect(states[2]).toMatchObject({ format: 'qcow', answer: 'data', offset: 0x5000n + 808n });
  expect(states[2]!.lookup).toMatchObject({
    unit: { name: 'cluster', index: 2n, bytes: 4096, byte: 808 },
    entries: [
      { table: 'L1', index: 0, offset: 48, word: '0x0000000000000200', meaning: 'L2 table at 0x200' },
      { table: 'L2', index: 2, offset: 528, word: '0x0000000000005000', meaning: 'cluster at 0x5000' },
    ],
  });
});

test('an entry that is no whole number of clusters is joined with the byte in the cluster', () => {
  folder.put('a.qcow', qcow(8192n, [0x10300n, 0n]));
  expect(shortExtents(ask('a.qcow').stdout)).toBe('0+4096 d0 PzD@66304; 4096+4096 d0 pZd');
  using opened = openImage('a.qcow', { directory: folder.path });
  const part = [...map(opened, { start: 1024n, length: 100n })];
  expect(part).toMatchObject([{ offset: 0x10300n | 1024n }]);
});

test('offsets that no double holds are exact', () => {
  const far = [2n ** 62n + 512n, 2n ** 62n + 512n + 4096n, 2n ** 53n + 1n];
  folder.put('a.qcow', qcow(12_288n, far));
  const offsets = [...ask('a.qcow').stdout.matchAll(/"offset": (\d+)/g)].map(([, digits]) => BigInt(digits!));
  expect(offsets).toEqual([far[0], far[2]]);
});

test('a table out of reach is an error when the walk comes to it', () => {
  folder.put('a.qcow', qcow(2n ** 22n, [0x5000n], [512n, 2n ** 63n]));
  const { stdout, stderr } = ask('a.qcow');
  expect(stderr).toBe('qemu-img: Could not read file metadata: Input/output error\n');
  expect(shortExtents(`${stdout.trimEnd().replace(/,$/, '')}]`)).toBe('0+4096 d0 PzD@20480');
});

test('5.2 aborts when it reads up to byte 2^63', () => {
  folder.put('a.qcow', qcow(4096n, [], [2n ** 63n - 4096n]));
  const in52 = { name: 'a.qcow', directory: folder.path, version: '5.2' } as const;
  expect(() => mapText(in52)).toThrow(expect.objectContaining({ code: 'qemu-aborts' }));
  expect(mapText({ ...in52, version: '7.2' }).stderr).toMatch('Input/output error');
});

test('5.2 aborts when data up to byte 2^63 are read, and not when less is', () => {
  folder.put('a.qcow', qcow(4096n, [2n ** 63n - 4096n]));
  const options = 'driver=qcow2,file.driver=qcow,file.file.filename=a.qcow';
  const in52 = { name: options, imageOptions: true, directory: folder.path, version: '5.2' } as const;
  expect(mapText(in52).stderr).toMatch('Image is not in qcow2 format');
  folder.put('a.qcow', qcow(4096n, [2n ** 63n - 512n]));
  expect(() => mapText(in52)).toThrow(expect.objectContaining({ code: 'qemu-aborts' }));
  expect(mapText({ ...in52, version: '7.2' }).stderr).toMatch('Input/output error');
});

test('a longer layer above asks for no entries behind the L1 table', () => {
  folder.put('a.qcow', qcow(2n ** 21n, [], [0n]));
  folder.put('top.qcow', qcow(2n ** 23n, [], [0n, 0n, 0n, 0n]));
  const name = 'driver=qcow,file.filename=top.qcow,backing.driver=qcow,backing.file.filename=a.qcow';
  const { stdout } = mapText({ name, directory: folder.path, imageOptions: true });
  expect(shortExtents(stdout)).toBe('0+2097152 d1 pZd; 2097152+6291456 d0 pZd');
});

test('an empty backing name at byte 2^63 is out of reach, in 5.2 too', () => {
  const file = qcow(4096n, []);
  file.writeBigUInt64BE(2n ** 63n, 8);
  folder.put('a.qcow', file);
  for (const version of ['5.2', '11.1'] as const) {
    const { stderr } = mapText({ name: 'a.qcow', directory: folder.path, version });
    expect(stderr).toBe("qemu-img: Could not open 'a.qcow': Could not open 'a.qcow': Input/output error\n");
  }
});
