import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { firstFeature } from '../../../../generators/wish/without-traits.ts';
import type { ResultFinding } from '../../runs/result/result-finding.ts';

/**
 * The new findings of an implementation that isn't ours, by the first feature of their smallest chain: an implementation that
 * lacks subclusters has nine findings with them, and one line says so. The count and the text of each line.
 */
export function featureRows(findings: readonly Pick<ResultFinding, 'known' | 'case'>[]): [number, string][] {
  const counts = new Map<string, number>();
  for (const { known, case: text } of findings) {
    const feature = known ? undefined : firstFeature(parseCase(text));
    if (feature !== undefined) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([feature, count]) => [
      count,
      `new ${count === 1 ? 'finding' : 'findings'} with ${feature}, which --without-feature ${feature} leaves out`,
    ]);
}
