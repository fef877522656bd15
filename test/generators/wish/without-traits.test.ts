import { expect, test } from 'vitest';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { firstFeature, withoutTraits } from '../../../generators/wish/without-traits.ts';

const value = parseCase(
  'top.qcow2 qcow2 64k extl2 v3 |#|\nmap top.qcow2\nmap --output=json top.qcow2\n'.replace(' v3', ''),
);

test('a case whose chain has a feature is left out', () => {
  expect(withoutTraits(value, ['encryption'])).toEqual(value);
  expect(withoutTraits(value, ['encryption', 'extl2'])).toBeUndefined();
});

test('a query with an option is left out, and the case with its last query', () => {
  expect(withoutTraits(value, ['human'])?.queries).toEqual([['--output=json', 'top.qcow2']]);
  expect(withoutTraits(value, ['human', 'json'])).toBeUndefined();
});

test('a chain has a first feature, a plain one none', () => {
  expect(firstFeature(value)).toBe('extl2');
  const many = 'top.qcow2 qcow2 16k extl2 |.{1000000}#|\nmap top.qcow2\n';
  expect(firstFeature(parseCase(many))).toBe('many-clusters');
  expect(firstFeature(parseCase('top.qcow2 qcow2 64k |#|\nmap top.qcow2\n'))).toBeUndefined();
});
