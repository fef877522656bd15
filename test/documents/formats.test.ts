import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drivers } from '../../src/map/drivers/table.ts';

const formats = drivers.filter(({ kind }) => kind === 'format').map(({ name }) => name);

test.each(['README.md', 'src/map/README.md'])('%s names each format that the map reads', path => {
  const words = readFileSync(path, 'utf8').match(/[\w-]+/g);
  expect(formats.filter(name => !words?.includes(name))).toEqual([]);
});
