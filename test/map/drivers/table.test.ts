import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drivers } from '../../../src/map/drivers/table.ts';

test('each driver has one entry', () => {
  const names = drivers.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('each prefix of file names belongs to one driver', () => {
  const prefixes = drivers.flatMap(driver => {
    if (driver.kind === 'protocol') return driver.prefixes ?? [driver.name];
    return driver.kind === 'unsupported' ? (driver.prefixes ?? []) : [];
  });
  expect(prefixes.filter((prefix, index) => prefixes.indexOf(prefix) !== index)).toEqual([]);
});

test('no other source compares the name of a driver', () => {
  const comparisons = globSync('src/**/*.ts').flatMap(path =>
    (readFileSync(path, 'utf8').match(/driver(?:\.name)? [!=]==? '.*/g) ?? []).map(
      text => `${path}: ${text}`,
    ),
  );
  expect(comparisons).toEqual([]);
});
