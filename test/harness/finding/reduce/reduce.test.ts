import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import { steeredCases } from '../../../../generators/arbitrary/steering/steering.ts';
import { predict } from '../../../../generators/model/predict.ts';
import { cellCount } from '../../../../generators/recipe/cells/cell-row.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../../generators/recipe/validation/validate-case.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { budgetOf } from '../../../../src/harness/finding/reduce/budget.ts';
import { reduce } from '../../../../src/harness/finding/reduce/reduce.ts';
import { faultOf } from '../../../../src/harness/finding/signature/fault.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../../src/harness/parties/subject/subject.ts';
import { judge } from '../../../../src/harness/verdict/judge.ts';
import { newest } from '../../../../src/map/profile/profile.ts';
import { plantFault } from '../../../support/planted-fault.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

/** The fault that the first query of a case shows, with our sound implementation in the place of an oracle. */
function faultIn(subject: InProcess, { recipe, queries }: Case): string | undefined {
  const folder = scratch.caseFolder();
  try {
    writeRecipe(recipe, folder.path);
    const query = queries[0]!;
    const sound = inProcess.answer(query, folder.path, newest);
    if (sound.kind === 'unsupported') return undefined;
    const prediction = predict(recipe, query, newest.version, { holeGranularity: 4096n });
    return faultOf(judge(prediction, subject.answer(query, folder.path, newest), sound.outcome));
  } catch (error) {
    if (error instanceof WriteError) return undefined;
    throw error;
  } finally {
    folder.drop();
  }
}

function firstFinding(subject: InProcess): { from: Case; fault: string } {
  for (let index = 0; ; index++) {
    const { recipe, queries } = caseAt(1, steeredCases + index);
    const singles = queries.map((query): Case => ({ notes: [], recipe, queries: [query] }));
    const from = singles.find(single => faultIn(subject, single) !== undefined);
    if (from !== undefined) return { from, fault: faultIn(subject, from)! };
  }
}

const faults: [string, (stdout: string) => string][] = [
  ['calls unallocated zeros present', text => text.replaceAll('"present": false', '"present": true')],
  ['counts depth 1 as 2', text => text.replaceAll('"depth": 1', '"depth": 2')],
  ['gives compressed clusters away', text => text.replaceAll('"compressed": true', '"compressed": false')],
  ['forgets the offset of zero clusters', text => text.replaceAll(/("zero": true.*?), "offset": \d+/g, '$1')],
  ['loses the last extent', text => text.replace(/,\n[^\n]*\n$/, ']\n')],
];

describe('reduce', () => {
  test.each(faults)(
    'reduces a case of a subject that %s to at most 2 layers and 4 clusters',
    async (_what, fault) => {
      const subject = plantFault(fault);
      const { from, fault: before } = firstFinding(subject);
      const keeps = async (candidate: Case): Promise<boolean> =>
        validateCase(candidate).kind === 'well-formed' && faultIn(subject, candidate) === before;
      const { smallest, complete } = await reduce(from, keeps, budgetOf(30_000));
      expect(complete).toBe(true);
      expect(faultIn(subject, smallest)).toBe(before);
      const { layers } = smallest.recipe;
      expect(layers.length).toBeLessThanOrEqual(2);
      expect(Math.max(...layers.map(layer => cellCount(layer.cells)))).toBeLessThanOrEqual(4);
    },
  );

  test('takes half of the layers of a long chain away at once', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => `l${index}.qcow2 qcow2 512 |#|\n`);
    const from = parseCase(`${rows.join('')}map --output=json l199.qcow2\n`);
    const written: number[] = [];
    const keeps = async ({ recipe: { layers } }: Case): Promise<boolean> => {
      written.push(layers.length);
      return layers.length > 4;
    };
    const { smallest } = await reduce(from, keeps, budgetOf(30_000));
    expect(smallest.recipe.layers).toHaveLength(5);
    expect(written.filter(layers => layers > 5).length).toBeLessThan(20);
  });

  test('ends when its budget is spent, with the smallest case so far', async () => {
    const from = caseAt(1, 0);
    const reduction = await reduce(from, async () => true, budgetOf(0));
    expect(reduction).toEqual({ smallest: from, complete: false });
  });
});
