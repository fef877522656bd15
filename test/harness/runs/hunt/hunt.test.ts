import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predict } from '../../../../generators/model/predict.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { findOracles, type Oracle } from '../../../../src/harness/parties/oracle/find.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import { huntLines, huntStatus } from '../../../../src/harness/report/hunt-lines.ts';
import { type Hunt, hunt, type NamedCase } from '../../../../src/harness/runs/hunt/hunt.ts';
import { type Lie, liarsCase, writeLiar } from '../../../support/liar.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

function huntAmong(oracles: readonly Oracle[], cases: readonly NamedCase[]): Promise<Hunt> {
  const parties = { subject: inProcess, predict, oracles, host: { holeGranularity: 4096n } };
  return hunt(parties, scratch, cases, () => {});
}

async function liars(...lies: readonly Lie[]): Promise<readonly Oracle[]> {
  const folder = scratch.caseFolder();
  return (await findOracles(lies.map(lie => writeLiar(folder.path, lie)))).oracles;
}

describe('among programs that give themselves out for one version', () => {
  test('two that say the same have no change between them', async () => {
    const came = await huntAmong(await liars('tells the truth', 'tells the truth'), [liarsCase]);
    expect(came).toMatchObject({ cases: 1, queries: 1, alike: 1, changes: [] });
    expect(huntStatus(came)).toBe(0);
  });

  test('one that says otherwise is a change that nobody knows, and so is the return', async () => {
    const came = await huntAmong(await liars('tells the truth', 'flips one field', 'tells the truth'), [
      liarsCase,
    ]);
    expect(came.changes.map(({ reason }) => reason)).toEqual([
      { kind: 'unknown', difference: 'field depth' },
      { kind: 'unknown', difference: 'field depth' },
    ]);
    expect(came.changes[0]!.example.groups.map(group => group.length)).toEqual([2, 1]);
    expect(huntStatus(came)).toBe(1);
    expect(huntLines(came).at(-1)).toBe('verdict: 0 known changes, 2 unknown');
  });

  test('one that fails leaves the hunt open', async () => {
    const came = await huntAmong(await liars('tells the truth', 'prints rubbish'), [liarsCase]);
    expect(came).toMatchObject({ failed: true, changes: [] });
    expect(huntStatus(came)).toBe(3);
  });
});

const { oracles } = await findOracles();
const versions = oracles.map(({ name }) => name);

test.skipIf(versions.join() !== '5.2,7.2,10.0,11.1')(
  'among the real versions each change is known, by the first that does it in the later way',
  async () => {
    const value = parseRows(['####', '.0zc']);
    const came = await huntAmong(oracles, [{ name: 'one chain', value }]);
    const known = came.changes.map(({ first, reason }) => [first, reason.kind === 'known' && reason.why]);
    expect(known).toEqual([
      ['7.2', 'map tells unallocated everywhere from an explicit zero since 6.1'],
      ['10.0', 'map reports compressed clusters since 8.2'],
    ]);
    expect(huntStatus(came)).toBe(0);
  },
);
