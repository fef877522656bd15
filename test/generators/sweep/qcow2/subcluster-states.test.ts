import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chainRecipe, columnSweep } from '../../../../generators/sweep/columns/column-sweep.ts';
import { usualLayers } from '../../../../generators/sweep/columns/sweep-layer.ts';
import { tableText } from '../../../../generators/sweep/columns/sweep-state.ts';
import { subclusterStates } from '../../../../generators/sweep/qcow2/subcluster-states.ts';
import { writtenClusters } from '../../../../generators/sweep/qcow2/written-clusters.ts';
import { inWrittenFolder } from '../../write/written.ts';

/** `#####zz-` as `#z-`. */
const runs = (text: string): string => text.replaceAll(/(.)\1+/g, '$1');

describe('subclusterStates', () => {
  test.each([
    [2 as const, 4 + 2 * 9],
    [3 as const, 8 + 2 * 27],
  ])('of sequences of %i are distinct clusters', (length, count) => {
    const texts = subclusterStates(length).map(tableText);
    expect(new Set(texts).size).toBe(count);
    expect(texts.every(text => /^(?:[.0]|[-#z]\+?|[.0]{32}|[-#z]{32}\+?)$/.test(text))).toBe(true);
  });

  test('have every pair of neighbouring subclusters, within clusters and across their borders', () => {
    const sweep = columnSweep({ layers: usualLayers(subclusterStates(2), 1), window: 2, unit: 16384 });
    const [chain] = sweep.chains();
    const texts = inWrittenFolder(chainRecipe(chain!), folder => [
      ...writtenClusters(join(folder, 'top.qcow2')),
    ]);
    const within = new Set(texts.map(text => runs(text.replace('+', ''))));
    for (const pair of ['.0', '0.', '#z', 'z#', '#-', '-#', 'z-', '-z']) expect(within).toContain(pair);
    const across = new Set(
      texts
        .slice(1)
        .map(
          (text, at) => `${texts[at]!.replace('+', '').at(-1)}|${text[0]}${text.endsWith('+') ? '+' : ''}`,
        ),
    );
    expect(across.size).toBe(5 * (2 + 2 * 3));
  });
});
