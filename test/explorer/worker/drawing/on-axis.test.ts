import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { type Drawing, drawChain } from '../../../../src/drawing/drawing.ts';
import { gridView } from '../../../../src/drawing/grid-view.ts';
import { markupText } from '../../../../src/drawing/markup-text.ts';
import { onAxis } from '../../../../src/explorer/worker/drawing/on-axis.ts';
import type { ReadExtent } from '../../../../src/harness/answers/extents/read-extent.ts';

const { recipe } = parseCase(
  `base.qcow2 qcow2 64k |${'#0'.repeat(40)}|\ntop.qcow2 qcow2 64k |${'.0.#'.repeat(300)}|\n`,
);

/** An extent for each cell of the top, for as many cells as one asks for. */
const extents = (count: number): ReadExtent[] =>
  Array.from({ length: count }, (_, index) => ({ start: BigInt(index) * 65536n, length: 65536n, depth: 0 }));

const seen = (drawing: Drawing): string => markupText(gridView(drawing, 'chain'));

test.each([
  ['its beginning', undefined],
  ['a place within', 500n * 65536n],
  ['a place behind the shorter layer and the shorter answer', 1000n * 65536n],
])('what is left out of a drawing of %s changes nothing that is seen', (_, at) => {
  const sides = [
    { name: 'short', extents: extents(600) },
    { name: 'long', extents: extents(1200) },
  ];
  const drawing = drawChain({ recipe, query: ['top.qcow2'], sides, at }, () => ({
    at: () => [],
    close: () => {},
  }));
  const less = onAxis(drawing);
  expect(seen(less)).toBe(seen(drawing));
  const kept = [...less.layers.map(({ cells }) => cells), ...less.sides.map(side => side.extents)];
  expect(Math.max(...kept.map(({ length }) => length))).toBeLessThanOrEqual(49);
});
