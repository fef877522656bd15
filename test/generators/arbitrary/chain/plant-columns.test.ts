import { expect, test } from 'vitest';
import { plantColumns } from '../../../../generators/arbitrary/chain/plant-columns.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printChain } from '../../../../generators/recipe/picture/print/print-chain.ts';

const planted = (text: string, ...columns: string[]): string =>
  printChain(plantColumns(parseCase(`${text}\nmap top.qcow2\n`).recipe, columns));

test('columns are at every second cluster, and layers grow to hold them', () => {
  expect(
    planted('base.qcow2 qcow2 64k |####|\ntop.qcow2 qcow2 64k extl2 |####|', '.0', '-c', 'z').trimEnd(),
  ).toBe('base.qcow2 qcow2 64k       |0#c#|\ntop.qcow2  qcow2 64k extl2 |.#-#z|');
});

test('a layer that cannot hold a state stays as it is', () => {
  const text = 'base.raw   raw   64k    |#|\ntop.qcow2  qcow2 64k v2 |#|';
  expect(planted(text, '0').trimEnd()).toBe(planted(text).trimEnd());
});
