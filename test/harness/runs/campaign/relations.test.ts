import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { isThere, replayFindings } from '../../../../src/harness/finding/replay.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../../src/harness/parties/subject/subject.ts';
import { runCampaign } from '../../../../src/harness/runs/campaign/run-campaign.ts';
import { relationAt } from '../../../../src/harness/runs/workers/case/relation-at.ts';
import { threeAccounts } from '../../../../src/harness/verdict/relations/other-query/three-accounts.ts';
import { readRelationQuery } from '../../../../src/harness/verdict/relations/relation-query.ts';
import { relations } from '../../../../src/harness/verdict/relations/relations.ts';
import { recorded } from '../../../../src/map/profile/profile.ts';
import { investigationOf, judgedByModel } from '../../../support/investigation.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

/** A subject whose table lacks its first row; its JSON is correct. */
const forgetsARow: InProcess = {
  ...inProcess,
  answer(query, place, profile) {
    const answer = inProcess.answer(query, place, profile);
    if (answer.kind === 'unsupported' || query.at(-2) !== '--output=human') return answer;
    const stdout = answer.outcome.stdout.toString('latin1').replace(/(?<=File\n)[^\n]*\n/, '');
    return { kind: 'outcome', outcome: { ...answer.outcome, stdout: Buffer.from(stdout, 'latin1') } };
  },
};

describe('relationAt', () => {
  const { recipe } = caseAt(1, 0);
  const usual = { recipe, queries: [['--output=json', 'top.qcow2']] };
  const names = (seed: number): (string | undefined)[] =>
    Array.from({ length: 4000 }, (_, index) => {
      const query = relationAt(seed, index, usual);
      return query === undefined ? undefined : JSON.stringify(query);
    });

  test('the relation depends on seed and index', () => {
    expect(names(1)).toEqual(names(1));
    expect(names(1)).not.toEqual(names(2));
  });

  test('one case of four has a relation, in each shard, and relations and versions are equally frequent', () => {
    const queried = names(1).filter(name => name !== undefined);
    expect(queried.length / 4000).toBeCloseTo(1 / 4, 1);
    const counts = new Map<string, number>();
    for (const name of queried) counts.set(name, (counts.get(name) ?? 0) + 1);
    expect(counts.size).toBe(Object.keys(recorded).length * relations.length);
    expect(Math.min(...counts.values())).toBeGreaterThan(10);
    for (const shard of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const its = names(1).filter((name, index) => index % 8 === shard && name !== undefined);
      expect(its.length / 500).toBeCloseTo(1 / 4, 1);
    }
  });

  test('each case that requests a context is checked for the three accounts, as all versions', () => {
    const inContext = {
      recipe,
      queries: [
        ['--output=json', 'a'],
        ['--context=base:allocation', 'a'],
      ],
    };
    const queries = Array.from({ length: 99 }, (_, index) => relationAt(1, index, inContext)!);
    const read = queries.map(query => readRelationQuery(query)!);
    expect(new Set(read.map(({ relation }) => relation))).toEqual(new Set([threeAccounts]));
    expect(new Set(read.map(({ profile }) => profile)).size).toBe(Object.keys(recorded).length);
  });

  test('the query of a relation can be read back', () => {
    const query = Array.from({ length: 99 }, (_, index) => relationAt(1, index, usual)).find(Boolean)!;
    const read = readRelationQuery(query)!;
    expect(relations).toContain(read.relation);
    expect(read.top).toBe(recipe.layers.at(-1)!.name);
    expect(readRelationQuery(['--output=json', 'a'])).toBeUndefined();
  });
});

describe('a campaign', () => {
  test('a broken relation is found, reduced and replayed', async () => {
    const parties = judgedByModel(forgetsARow);
    const plan = investigationOf(parties, { scratch, findings: folder.path });
    const cases = { seed: 1, shard: { index: 0, count: 1 }, cases: 200, jobs: 1, features: [] };
    const silent = { progress: () => {}, found: () => {} };
    const { tally, findings } = await runCampaign({ ...plan, ...cases }, silent);
    const broken = findings.filter(({ signature }) => signature.startsWith('relation human: coverage'));
    expect(broken).toHaveLength(1);
    expect(tally.brokenRelations).toBeGreaterThan(0);
    expect(tally.relations.get('window')).toBeGreaterThan(0);
    expect(tally.exitStatus).toBe(1);

    const [{ stored, report }] = broken as [(typeof broken)[number]];
    const { recipe, queries } = parseCase(readFileSync(stored.reduced, 'utf8'));
    expect(recipe.layers).toHaveLength(1);
    expect(queries).toEqual([['--output=json', '--relation=human', recipe.layers[0]!.name]]);
    expect(report).toContain('relation human is broken: the table has the extents of the JSON');
    expect(report).toMatch(/^ {2}the rows of map --output=json .*\n {4}0\+/m);

    const [replayed] = (await replayFindings(plan))
      .filter(isThere)
      .filter(({ signature }) => signature.startsWith('relation human'));
    expect(replayed).toMatchObject({ kind: 'still there', signature: broken[0]!.signature });
    const sound = await replayFindings({ ...plan, parties: judgedByModel(inProcess) });
    expect(sound.map(({ kind }) => kind)).toEqual(sound.map(() => 'gone'));
  });
});
