import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inWrittenFolder, qcow2, raw, written } from './written.ts';

test('version 3: every field where the specification has it', () => {
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

test('version 2: 72 bytes, then the extensions', () => {
  const file = written(qcow2('#', { version: 2, extensions: [{ type: 0x12345678, data: 'aabbcc' }] }));
  expect(file.readUInt32BE(4)).toBe(2);
  expect(file.toString('hex', 72, 72 + 24)).toBe('1234567800000003aabbcc0000000000' + '0000000000000000');
});

test('the backing format comes first, then own extensions, an end marker and the name', () => {
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

test('a name that leaves the first cluster is refused', () => {
  const backing = 'b'.repeat(401);
  expect(() => written(qcow2('.', { unit: 512, backing }))).toThrow('header and backing name take 513 bytes');
  expect(written(qcow2('.', { unit: 512, backing: backing.slice(1) })).toString('latin1', 112, 512)).toBe(
    'b'.repeat(400),
  );
});

test('a header shorter than 104 bytes is refused', () => {
  expect(() => written(qcow2('.', { headerLength: 96 }))).toThrow('a header of 96 bytes');
});
