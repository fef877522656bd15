import { expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { mappedChain } from '../../../../generators/recipe/query/mapped-chain.ts';

const { recipe } = parseRows([
  'a qcow2 64k |#|',
  'b qcow2 64k backing=none |.|',
  'c qcow2 64k |.|',
  'd qcow2 64k |.|',
]);

test.each([
  ['--output=json d', 'b c d'],
  ['--output=json c', 'b c'],
  ['-U b', 'b'],
  ['a', 'a'],
  ['unknown', 'b c d'],
  ['--image-opts driver=qcow2,file.filename=c', 'b c'],
  ['json:{"driver":"qcow2","file":{"driver":"file","filename":"d"},"backing":null}', 'd'],
  ['json:{"file":{"filename":"d"},"backing":{"file":{"filename":"a"}}}', 'a d'],
  ['json:{"file":{"filename":"b"},"backing":{"file":{"filename":"a"}}}', 'a b'],
])('%s: %s', (line, names) => {
  const { layers } = mappedChain(recipe, line.split(' '));
  expect(layers.map(({ name }) => name).join(' ')).toBe(names);
});
