import { expect, test } from 'vitest';
import {
  byJsonName,
  fewerKeys,
  withoutBackingOptions,
} from '../../../../src/harness/finding/reduce/json-name.ts';

const joined = (queries: Iterable<readonly string[]>): string[] => [...queries].map(words => words.join(' '));

test('image options become a json: name', () => {
  const query = ['--image-o', '-U', '--output', 'json', 'driver=qcow2,file.filename=a,,b=c.qcow2'];
  expect(joined(byJsonName(query))).toEqual([
    '-U --output=json json:{"driver":"qcow2","file.filename":"a,b=c.qcow2"}',
  ]);
  expect(joined(byJsonName(['--output=json', 'top.qcow2']))).toEqual([]);
});

test('a json: name loses one key at a time', () => {
  expect(joined(fewerKeys(['-U', 'json:{"driver":"raw","file":{"driver":"file","filename":"a"}}']))).toEqual([
    '-U json:{"file":{"driver":"file","filename":"a"}}',
    '-U json:{"driver":"raw"}',
    '-U json:{"driver":"raw","file":{"filename":"a"}}',
    '-U json:{"driver":"raw","file":{"driver":"file"}}',
  ]);
  expect(joined(fewerKeys(['json:{"driver"']))).toEqual([]);
  expect(joined(fewerKeys(['top.qcow2']))).toEqual([]);
});

test('a json: name loses what it says of its backing file', () => {
  const name = 'json:{"file.filename":"a","backing.key-secret":"s","backing":{"driver":"raw"}}';
  expect(joined(withoutBackingOptions(['-U', name]))).toEqual(['-U json:{"file.filename":"a"}']);
  expect(joined(withoutBackingOptions(['json:{"file.filename":"a"}']))).toEqual([]);
  expect(joined(withoutBackingOptions(['top.qcow2']))).toEqual([]);
});
