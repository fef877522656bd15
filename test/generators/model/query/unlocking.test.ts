import { expect, test } from 'vitest';
import { qcow2, raw } from '../../write/written.ts';
import { predictionText } from '../prediction-text.ts';

const layers = [
  raw('#', { name: 'r' }),
  qcow2('#0', { name: 'base', encryption: { method: 'luks', password: 's3cret' } }),
  qcow2('..#', { name: 'top', encryption: { method: 'aes', password: 'x' } }),
];
const secret = (id: string, password: string): string[] => ['--object', `secret,id=${id},data=${password}`];
const image = (options: string): string[] => ['--image-opts', `driver=qcow2,file.filename=top${options}`];
const both = ',encrypt.key-secret=a,backing.encrypt.key-secret=b';

test('a chain with its passwords is predicted without offsets; AES accepts any password', () => {
  const query = ['--output=json', ...secret('a', 'any'), ...secret('b', 's3cret'), ...image(both)];
  const extents = '0+65536 d1 PzD; 65536+65536 d1 PZd; 131072+65536 d0 PzD';
  expect(predictionText({ layers }, query, '7.2')).toBe(extents);
  const json = JSON.stringify({
    driver: 'qcow2',
    file: { driver: 'file', filename: 'top' },
    encrypt: { format: 'aes', 'key-secret': 'a' },
    backing: { encrypt: { 'key-secret': 'b', format: 'luks' } },
  });
  expect(predictionText({ layers }, [...query.slice(0, 5), `json:${json}`], '7.2')).toBe(extents);
  expect(predictionText({ layers }, query.slice(1), '7.2')).toBe('; stops');
});

test.each(
  [
    [...secret('a', 'any'), ...secret('b', 'wrong'), ...image(both)],
    [...secret('a', 's3cret'), ...image(both)],
    ['top'],
    [...secret('a', 'x'), ...image(`${both},encrypt.format=luks`)],
    ['--image-opts', 'driver=raw,file.filename=r,encrypt.key-secret=a'],
  ].map(query => [query]),
)('the model predicts a refusal: %j', query =>
  expect(predictionText({ layers }, query, '7.2')).toBe('refused'),
);
