import { expect, test } from 'vitest';
import { drivers } from '../../../src/map/drivers/table.ts';

test('each driver has one entry', () => {
  const names = drivers.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('each prefix of file names belongs to one driver', () => {
  const prefixes = drivers.flatMap(driver => {
    if (driver.kind === 'protocol') return driver.prefixes ?? [driver.name];
    return 'prefixes' in driver ? (driver.prefixes ?? []) : [];
  });
  expect(prefixes.filter((prefix, index) => prefixes.indexOf(prefix) !== index)).toEqual([]);
});
