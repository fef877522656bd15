import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Query } from '../../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../../generators/write/write-recipe.ts';
import type { Outcome } from '../../../answers/outcome.ts';
import { differenceOfOutcomes } from '../../../answers/outcome-difference.ts';
import type { Lab } from '../../../parties/lab.ts';
import type { Oracle } from '../../../parties/oracle/oracle.ts';
import { queryOracle } from '../../../parties/oracle/query-oracle.ts';
import { readRelationQuery } from '../../../verdict/relations/relation-query.ts';
import { campaignCase } from '../../workers/case/campaign-case.ts';
import { answerScript } from './answer-script.ts';

/** A program that answers some cases as a qemu-img has done, in a tenth of its time. */
export interface StandIn {
  readonly oracle: Oracle;
  /** The indexes of these cases. */
  readonly indexes: readonly number[];
}

/** What is recorded. */
export interface Recording extends Lab {
  readonly oracle: Oracle;
  readonly seed: number;
  readonly indexes: readonly number[];
}

/**
 * Records what an oracle answers to cases, and makes a stand-in for it: a shell, which prints the recorded answer to the case whose
 * folder it is started in. A case is left out if the oracle crashes on it, or the shell doesn't print the same bytes.
 */
export async function recordStandIn(plan: Recording): Promise<StandIn> {
  const { oracle, scratch, indexes } = plan;
  const answers = join(scratch.folder, 'answers');
  mkdirSync(answers);
  const leading = ['-c', `. '${answers}'/"\${PWD##*-}"`, 'qemu-img'];
  const nbd = { kind: 'incomplete', reason: 'a stand-in for qemu-img serves nothing' } as const;
  const standIn: Oracle = { ...oracle, program: { file: '/bin/sh', leading }, nbd };
  const recorded: number[] = [];
  for (const index of indexes) {
    if (await recordCase(plan, standIn, answers, index)) recorded.push(index);
  }
  return { oracle: standIn, indexes: recorded };
}

/** Returns whether the stand-in answers the case as the oracle did. */
async function recordCase(
  { oracle, scratch, seed, parties }: Recording,
  standIn: Oracle,
  answers: string,
  index: number,
): Promise<boolean> {
  const { recipe, queries } = campaignCase(seed, index).value;
  const folder = scratch.caseFolder(index);
  try {
    writeRecipe(recipe, folder.path);
    const recorded: [Query, Outcome][] = [];
    for (const query of queries.filter(each => readRelationQuery(each) === undefined)) {
      const answer = await queryOracle(oracle, query, folder.path, parties);
      if (answer.kind !== 'outcome' || answer.outcome.end.kind !== 'exit') return false;
      recorded.push([query, answer.outcome]);
    }
    writeFileSync(join(answers, String(index)), answerScript(recorded), 'latin1');
    for (const [query, outcome] of recorded) {
      const answer = await queryOracle(standIn, query, folder.path, parties);
      if (answer.kind !== 'outcome' || differenceOfOutcomes(outcome, answer.outcome) !== undefined)
        return false;
    }
    return true;
  } finally {
    folder.drop();
  }
}
