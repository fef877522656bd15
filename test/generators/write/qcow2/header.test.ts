import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inWrittenFolder, qcow2, raw, written } from '../written.ts';

test('version 3 has every field where the specification puts it', () => {
  const file = written(qcow2('#.', { size: 100_000n }));
  expect(file.readUInt32BE(0)).toBe(0x514649fb);
  expect(file.readUInt32BE(4)).toBe(3);
  expect(file.readBigUInt64BE(8)).toBe(0n);
  expect(file.readUInt32BE(16)).toBe(0);
  expect(file.readUInt32BE(20)).toBe(16);
  expect(file.readBigUInt64BE(24)).toBe(100_000n);
  expect(file.readUInt32BE(36)).toBe(1);
  expect(file.readBigUInt64BE(40)).toBe(0x30000n);
  expect(file.readBigUInt64BE(48)).toBe(0x10000n);
  expect(file.readUInt32BE(56)).toBe(1);
  expect(file.readUInt32BE(96)).toBe(4);
  expect(file.readUInt32BE(100)).toBe(104);
});

test('version 2 has 72 bytes, then the extensions', () => {
  const file = written(qcow2('#', { version: 2, extensions: [{ type: 0x12345678, data: 'aabbcc' }] }));
  expect(file.readUInt32BE(4)).toBe(2);
  expect(file.toString('hex', 72, 72 + 24)).toBe('1234567800000003aabbcc0000000000' + '0000000000000000');
});

test('the backing format comes first, then the extensions of the recipe, an end marker and the name', () => {
  const layers = [raw('#'), qcow2('.', { headerLength: 112, extensions: [{ type: 7, data: '' }] })];
  const file = inWrittenFolder({ layers }, folder => readFileSync(join(folder, 'a.qcow2')));
  expect(file.readUInt32BE(100)).toBe(112);
  expect(file.toString('hex', 112, 144)).toBe(
    'e2792aca00000003' +
      Buffer.from('raw\0\0\0\0\0').toString('hex') +
      '0000000700000000' +
      '0000000000000000',
  );
  expect(file.readBigUInt64BE(8)).toBe(144n);
  expect(file.readUInt32BE(16)).toBe(5);
  expect(file.toString('latin1', 144, 150)).toBe('a.raw\0');
});

test("a name that doesn't fit the first cluster is refused", () => {
  const backing = 'b'.repeat(401);
  expect(() => written(qcow2('.', { unit: 512, backing }))).toThrow('header and backing name take 513 bytes');
  expect(written(qcow2('.', { unit: 512, backing: backing.slice(1) })).toString('latin1', 112, 512)).toBe(
    'b'.repeat(400),
  );
});

test('a header shorter than 104 bytes is refused', () => {
  expect(() => written(qcow2('.', { headerLength: 96 }))).toThrow('a header of 96 bytes');
});

test('each feature has its bit', () => {
  const all = qcow2('', {
    dirty: true,
    corrupt: true,
    dataFile: 'a.data',
    compression: 'zstd',
    extendedL2: true,
    lazyRefcounts: true,
    dataFileRaw: true,
    refcountBits: 64,
  });
  const file = written(all);
  expect(file.readBigUInt64BE(72)).toBe(0b11111n);
  expect(file.readBigUInt64BE(80)).toBe(1n);
  expect(file.readBigUInt64BE(88)).toBe(2n);
  expect(file.readUInt32BE(96)).toBe(6);
});

test.each([
  [{ dirty: true }, 72, 1n],
  [{ corrupt: true }, 72, 2n],
  [{ dataFile: 'd' }, 72, 4n],
  [{ compression: 'zstd' }, 72, 8n],
  [{ extendedL2: true }, 72, 16n],
  [{ lazyRefcounts: true }, 80, 1n],
  [{ dataFile: 'd', dataFileRaw: true }, 88, 2n],
] as const)('%o', (feature, at, value) => {
  expect(written(qcow2('', feature)).readBigUInt64BE(at)).toBe(value);
});

test('zstd makes the header 112 bytes long, with the compression type after the rest', () => {
  const file = written(qcow2('c', { compression: 'zstd' }));
  expect(file.readUInt32BE(100)).toBe(112);
  expect(file[104]).toBe(1);
  expect(() => written(qcow2('c', { compression: 'zstd', headerLength: 104 }))).toThrow(
    'a header of 104 bytes is shorter than 112',
  );
});

test('the name of the data file is an extension', () => {
  const file = written(qcow2('', { dataFile: 'a.data' }));
  expect(file.toString('hex', 104, 120)).toBe(`4441544100000006${Buffer.from('a.data\0\0').toString('hex')}`);
});

test('the header has the number and the table of the snapshots', () => {
  const snapshots = [{ name: 'before', cells: [{ state: 'data', count: 1 }] }] as const;
  const file = written(qcow2('#', { snapshots }));
  expect(file.readUInt32BE(60)).toBe(1);
  expect(file.readBigUInt64BE(64)).toBe(0x60000n);
  expect(file.readBigUInt64BE(0x60000)).toBe(0x70000n);
  expect(file.readUInt32BE(0x60008)).toBe(1);
  expect([12, 14].map(at => file.readUInt16BE(0x60000 + at))).toEqual([1, 6]);
  expect(file.readUInt32BE(0x60000 + 36)).toBe(16);
  expect(file.readBigUInt64BE(0x60000 + 48)).toBe(65536n);
  expect(file.toString('latin1', 0x60000 + 56, 0x60000 + 64)).toBe('1before\0');
});
