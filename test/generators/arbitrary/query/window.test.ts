import { expect, test } from 'vitest';
import { window } from '../../../../generators/arbitrary/query/window.ts';
import { randomAt } from '../../../../generators/arbitrary/random-at.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';

test('windows are drawn for a row of millions of clusters, which has a border at each of its L2 tables', () => {
  const { recipe } = parseRows(['top.qcow2 qcow2 512 |.{12000000}#|']);
  const { value } = window(recipe).generate(randomAt(1, 0), undefined);
  expect(value.length).toBeGreaterThan(0);
});
