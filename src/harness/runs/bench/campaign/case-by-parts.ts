import type { CheckFeature } from '../../../../../generators/coverage/check-features.ts';
import { type Coverage, cover } from '../../../../../generators/coverage/coverage.ts';
import { writeRecipe } from '../../../../../generators/write/write-recipe.ts';
import { foundText } from '../../../finding/store/case-notes.ts';
import type { Lab } from '../../../parties/lab.ts';
import type { Oracle } from '../../../parties/oracle/oracle.ts';
import { queryOracle } from '../../../parties/oracle/query-oracle.ts';
import { serveLayers } from '../../../parties/serve-layers.ts';
import { answeringAhead } from '../../../parties/subject/answering-ahead.ts';
import { inProcess, severalMaps } from '../../../parties/subject/in-process.ts';
import type { InProcess } from '../../../parties/subject/subject.ts';
import type { WrittenQuery } from '../../../parties/written-query.ts';
import { judge, type Verdict } from '../../../verdict/judge.ts';
import { checkRelation } from '../../../verdict/relations/check-relation.ts';
import { type RelationQuery, readRelationQuery } from '../../../verdict/relations/relation-query.ts';
import { countFeatures } from '../../feature-counts.ts';
import { type CheckedCase, count, type Tally } from '../../tally.ts';
import { campaignCase } from '../../workers/case/campaign-case.ts';
import { featuresIn } from '../../workers/case/features-in.ts';
import type { PartClock } from './part-clock.ts';

/** Where cases are taken apart, and where times and counts go. */
export interface Workbench extends Lab {
  readonly seed: number;
  readonly clock: PartClock;
  readonly tally: Tally;
  readonly coverage: Coverage;
}

/**
 * Runs one case as a campaign does, but one part after the other, and adds the CPU time of each part to the clock. The clock is here
 * and not in the campaign, which it would slow. Whatever differs is only counted.
 */
export async function caseByParts(bench: Workbench, index: number): Promise<void> {
  const { parties, scratch, clock, coverage, seed } = bench;
  clock.skip();
  const { value, relation, origin } = campaignCase(seed, index);
  const { recipe, queries } = value;
  clock.ends('draw');
  const folder = scratch.caseFolder();
  writeRecipe(recipe, folder.path);
  clock.ends('write');
  const serving = await serveLayers(recipe, folder.path);
  clock.ends('start');
  if (serving.kind === 'serving') {
    const featuresOf = featuresIn(inProcess, recipe);
    clock.ends('count');
    const maps = queries.filter(query => query !== relation);
    const subject = answeringAhead(
      inProcess,
      maps,
      parties.oracles.map(({ profile }) => profile),
    );
    for (const query of queries) {
      const written = { recipe, query, folder: folder.path };
      const related = readRelationQuery(query);
      const place = { origin, at: index, text: () => foundText(recipe, query, origin) };
      if (related !== undefined) checkRelated(bench, related, written, place);
      else
        for (const oracle of parties.oracles)
          await checkByParts({ ...bench, subject }, oracle, written, { place, features: featuresOf(query) });
    }
    cover(coverage, { recipe, queries: maps });
    clock.ends('count');
    await serving.stop();
    clock.ends('start');
  }
  folder.drop();
  clock.ends('write');
}

async function checkByParts(
  { parties, clock, tally, subject: ours }: Workbench & { readonly subject: InProcess },
  oracle: Oracle,
  { recipe, query, folder }: WrittenQuery,
  { place, features }: { readonly place: CheckedCase; readonly features: readonly CheckFeature[] },
): Promise<void> {
  const answer = await queryOracle(oracle, query, folder, { ...parties, recipe });
  clock.ends('start');
  const subject = ours.answer(query, folder, oracle.profile);
  clock.ends('map');
  const prediction = parties.predict(recipe, query, oracle.profile.version, parties.host);
  clock.ends('model');
  const verdict: Verdict =
    answer.kind === 'outcome'
      ? judge(prediction, subject, answer.outcome)
      : { kind: 'skipped', reason: 'no answer' };
  clock.ends('compare');
  count(tally, verdict, oracle.name, place);
  countFeatures(tally.features, { verdict, subject }, features);
  clock.ends('count');
}

function checkRelated(
  { clock, tally }: Workbench,
  { relation, top, profile }: RelationQuery,
  { recipe, folder }: WrittenQuery,
  place: CheckedCase,
): void {
  if (typeof relation === 'string') return;
  const result = severalMaps(() =>
    checkRelation(relation, { subject: inProcess, recipe, folder, top, profile }),
  );
  clock.ends('relations');
  count(tally, { ...result, relation }, 'no oracle', place);
  clock.ends('count');
}
