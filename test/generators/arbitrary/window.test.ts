import { expect, test } from 'vitest';
import { randomAt } from '../../../generators/arbitrary/random-at.ts';
import { window } from '../../../generators/arbitrary/window.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';

test('windows are drawn for a row of millions of clusters, which has a border at each of its L2 tables', () => {
  const { recipe } = parseRows(['top.qcow2 qcow2 512 |.{12000000}#|']);
  const { value } = window(recipe).generate(randomAt(1, 0), undefined);
  expect(value.length).toBeGreaterThan(0);
});
