import { expect, test } from 'vitest';
import { chainBorders } from '../../../generators/coverage/chain-borders.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';

/** Each border as `offset left|right kinds`, offsets in KiB. */
function bordersOf(...lines: string[]): string[] {
  const { recipe } = parseCase(`${[...lines, 'map top.qcow2'].join('\n')}\n`);
  return chainBorders(recipe).map(
    ({ at, left = '', right = '', kinds }) => `${at / 1024} ${left} ${right} ${kinds.toSorted()}`,
  );
}

test('columns go down to the layer that decides, a repeated state written once', () => {
  expect(
    bordersOf('base.qcow2 qcow2 64k |##.#|', 'mid.qcow2 qcow2 64k |0..#|', 'top.qcow2 qcow2 64k |..#.|'),
  ).toEqual(['0  .0 ', '64 .0 .# cluster', '128 .# # cluster', '192 # .# cluster', '256 .#  image-end']);
});

test('the end of a backing file decides a column', () => {
  expect(
    bordersOf('base.qcow2 qcow2 64k |###|', 'mid.qcow2 qcow2 64k |.|', 'top.qcow2 qcow2 64k |...|'),
  ).toEqual(['0  .# ', '64 .# .| layer-end', '192 .|  image-end']);
});

test('subclusters, host breaks and holes of raw layers are borders', () => {
  expect(bordersOf('top.qcow2 qcow2 64k extl2 |[#{8}-{24}]#|')).toEqual([
    '0  # ',
    '16 # - subcluster',
    '64 - # cluster',
    '128 #  image-end',
  ]);
  expect(bordersOf('top.qcow2 qcow2 64k |##|', '    at 1..0')).toEqual([
    '0  # ',
    '64 # # cluster,host-break',
    '128 #  image-end',
  ]);
  expect(bordersOf('base.raw raw 4k |#.|', 'top.qcow2 qcow2 4k |..|')).toEqual([
    '0  .r ',
    '4 .r .h hole',
    '8 .h  image-end',
  ]);
});

test('the ends of L2 tables and of their slices are borders', () => {
  expect(bordersOf('top.qcow2 qcow2 512 |#{65}|')).toEqual(['0  # ', '32 # # table', '32.5 #  image-end']);
  expect(bordersOf('top.qcow2 qcow2 8k |.{513}|').slice(1)).toEqual(['4096 . . slice', '4104 .  image-end']);
});

test('layers below a cut have no borders', () => {
  expect(bordersOf('base.qcow2 qcow2 64k |#|', 'top.qcow2 qcow2 64k backing=none |.|')).toEqual([
    '0  . ',
    '64 .  image-end',
  ]);
});
