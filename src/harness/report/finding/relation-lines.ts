import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import { describeExtent } from '../../answers/extents/describe-extent.ts';
import { extentAt } from '../../answers/extents/extent-list.ts';
import { describeRelationDifference } from '../../finding/signature/describe-difference.ts';
import type { Check } from '../../verdict/check.ts';
import type { RelatedMap } from '../../verdict/relations/related-map.ts';
import type { Broken, Relation } from '../../verdict/relations/relation.ts';
import { queryExplanationLines } from '../explanation/query-explanation.ts';

/** A broken relation: its rule, both sides at the first difference, and the explanation of that offset. */
export function brokenLines(
  recipe: Recipe,
  { name, statement }: Relation,
  { difference, sides }: Broken,
  folder: string,
): string[] {
  const head = `relation ${name} is broken: ${statement}`;
  if (!('at' in difference)) {
    const lines =
      difference.kind === 'exit'
        ? [`  ${sides[0].name}: ${difference.left}`]
        : sides.map(side => `  ${side.name}`);
    return [head, ...lines];
  }
  return [
    head,
    `the first difference is at guest offset ${difference.at}: ${describeRelationDifference(difference)}`,
    ...sides.flatMap(side => [`  ${side.name}`, `    ${extentText(side, difference.at)}`]),
    ...queryExplanationLines(recipe, [recipe.layers.at(-1)!.name], difference.at, folder),
  ];
}

function extentText({ extents }: RelatedMap, at: bigint): string {
  const extent = extentAt(extents, at) ?? extents.find(({ start }) => start === at);
  return extent === undefined ? 'no extent' : describeExtent(extent);
}

/** All relations of a chain: one line for those that hold, and the broken ones in full. */
export function relationsLines(recipe: Recipe, checks: readonly Check[], folder: string): string[] {
  const verdicts = checks.map(({ verdict }) => verdict).filter(verdict => 'relation' in verdict);
  const held = verdicts.filter(({ kind }) => kind === 'holds').map(({ relation }) => relation.name);
  const broken = verdicts.flatMap(verdict =>
    verdict.kind === 'broken' ? ['', ...brokenLines(recipe, verdict.relation, verdict, folder)] : [],
  );
  return held.length + broken.length === 0
    ? []
    : ['', `relations that hold: ${held.join(', ') || 'none'}`, ...broken];
}
