import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import type { Case, Query } from '../../../generators/recipe/recipe.ts';
import { type Replayed, replayFindings } from '../../../src/harness/finding/replay.ts';
import { storeFinding } from '../../../src/harness/finding/store/stored-finding.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import type { Parties } from '../../../src/harness/parties/parties.ts';
import { plainLabOf } from '../../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import type { Subject } from '../../../src/harness/parties/subject/subject.ts';
import { storedPreliminary } from '../../../src/harness/report/campaign/preliminaries.ts';
import { replayedLines } from '../../../src/harness/report/campaign/replayed-lines.ts';
import { noSource } from '../../../src/harness/runs/workers/crew/crew.ts';
import { openLocalCrew } from '../../../src/harness/runs/workers/crew/local-crew.ts';
import { replayersOn } from '../../../src/harness/runs/workers/crew/run-in-order.ts';
import { openWorkerCrew } from '../../../src/harness/runs/workers/crew/worker-crew.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../support/investigation.ts';
import { lyingOracleCase, writeLyingOracle } from '../../support/lying-oracle.ts';
import { plantFault } from '../../support/planted-fault.ts';

const coarse = 'unknown: field depth in data';

const fresh = freshScratch();

async function replay(subject: Subject): Promise<{ replayed: Replayed; lines: string[] }> {
  const [replayed, another] = await replayFindings(investigationOf(judgedByModel(subject), fresh));
  expect(another).toBeUndefined();
  return { replayed: replayed!, lines: replayedLines([replayed!], subject) };
}

const depthTooLarge = plantFault(text => text.replaceAll('"depth": 1', '"depth": 2'));
const depthOfDataTooLarge = plantFault(text =>
  text.replaceAll(/"depth": 1(, "present": true, "zero": false)/g, '"depth": 2$1'),
);

describe('replayFindings', () => {
  test('goes on with an incomplete reduction; then the finding is still there', async () => {
    storeFinding(fresh.findings, coarse, parseRows(['##', '.0']));
    const first = await replay(depthTooLarge);
    expect(first.replayed.kind).toBe('reduced');
    expect(first.lines.slice(0, 3)).toEqual([
      'stored: 1 finding of earlier runs, 1 still there',
      '  still there, and reduced now:',
      'finding: unknown: field depth in unallocated',
    ]);
    const second = await replay(depthTooLarge);
    expect(second.replayed.kind).toBe('still there');
    expect(second.lines[1]).toMatch(
      /^ {2}still there: unknown: field depth in unallocated: map-parity try .*reduced\.case$/,
    );
  });

  test('tells of known findings and of those with what is left out by their number alone', async () => {
    storeFinding(fresh.findings, coarse, parseRows(['##', '.0']));
    const plan = investigationOf(judgedByModel(depthTooLarge), fresh);
    await replayFindings(plan);
    storeFinding(fresh.findings, coarse, parseRows(['top.qcow2 qcow2 64k extl2 |#|']));
    const replayed = await replayFindings({ ...plan, without: ['extl2'] });
    expect(replayed.map(({ kind }) => kind).toSorted()).toEqual(['left out', 'still there']);
    expect(replayedLines(replayed, inProcess, () => true)).toEqual([
      'stored: 2 findings of earlier runs, 1 still there, 1 of them known, 1 with what this run leaves out',
    ]);
    const outcomes = replayed.map(each => storedPreliminary(each, inProcess, { known: false }).outcome);
    expect(outcomes.toSorted()).toEqual(['failed', 'skipped']);
  });

  test('sets a finding aside that cannot be read, with a line, and goes on', async () => {
    mkdirSync(join(fresh.findings, 'x'), { recursive: true });
    writeFileSync(join(fresh.findings, 'x', 'found.case'), '# a zero \0 byte\n');
    storeFinding(fresh.findings, coarse, parseRows(['##', '.0']));
    const replayed = await replayFindings(investigationOf(judgedByModel(depthTooLarge), fresh));
    expect(replayed.map(({ kind }) => kind)).toEqual(['reduced', 'unreadable']);
    expect(replayedLines(replayed, inProcess).at(-1)).toMatch(
      /^ {2}set aside, because it can't be read: .*x\/found\.case is no text; .*x can be removed$/,
    );
    expect(storedPreliminary(replayed[1]!, inProcess, { known: false })).toMatchObject({ outcome: 'warned' });
  });

  test('reports that a fault is gone', async () => {
    storeFinding(fresh.findings, coarse, parseRows(['##', '.0']));
    const { replayed, lines } = await replay(inProcess);
    expect(replayed.kind).toBe('gone');
    expect(lines[1]).toMatch(/^ {2}gone: unknown: field depth in data: .* can be removed$/);
  });

  test('cannot judge a crash of qemu without a qemu-img', async () => {
    storeFinding(fresh.findings, 'qemu: crash SIGABRT', parseRows(['##', '.0']));
    const { replayed, lines } = await replay(inProcess);
    expect(replayed.kind).toBe('not judged');
    expect(lines[1]).toMatch(/^ {2}not judged by any qemu-img: qemu: crash SIGABRT: .*found\.case is kept$/);
  });

  test('reduces the second fault when two had one signature and the first is fixed', async () => {
    storeFinding(fresh.findings, coarse, parseRows(['##', '.0']));
    await replay(depthTooLarge);
    const { replayed } = await replay(depthOfDataTooLarge);
    expect(replayed).toMatchObject({
      kind: 'reduced',
      signature: 'unknown: field depth in unallocated/data',
    });
    expect(readdirSync(fresh.findings)).toHaveLength(1);
  });
});

describe('with oracles that lie', () => {
  const caseWith = (query: Query): Case => ({ ...lyingOracleCase.value, queries: [query] });

  async function partiesWith(liars: number): Promise<Parties> {
    const paths = Array.from({ length: liars }, (_, index) => {
      const folder = join(fresh.findings, `liar ${index}`);
      mkdirSync(folder);
      return writeLyingOracle(folder, 'flips one field');
    });
    const { oracles } = await findOracles(paths);
    return { subject: inProcess, predict, oracles, host: { holeGranularity: 4096n } };
  }

  test.each<[string, Query]>([
    ['a name cut short', ['--ou=json', 'top.qcow2']],
    ['an end of options', ['--output=json', '--', 'top.qcow2']],
    ['letters together', ['--output=json', '-Us0', 'top.qcow2']],
  ])(
    'the blame is disputed as soon as the model has a vote, which it has not with %s',
    async (_what, query) => {
      const parties = await partiesWith(1);
      const plan = investigationOf(parties, {
        scratch: fresh.scratch,
        findings: join(fresh.findings, 'stored'),
      });
      storeFinding(plan.findings, 'subject: field depth in data', caseWith(query));
      const [replayed] = await replayFindings(plan);
      expect(replayed).toMatchObject({
        kind: 'reduced',
        signature: expect.stringMatching(/^disputed: field depth /),
      });
    },
  );

  test('a finding names all oracles that show it, so that it has to be known on each', async () => {
    const parties = await partiesWith(2);
    const plan = investigationOf(parties, {
      scratch: fresh.scratch,
      findings: join(fresh.findings, 'stored'),
    });
    storeFinding(plan.findings, 'disputed: field depth in data', caseWith(['--output=json', 'top.qcow2']));
    for (const kind of ['reduced', 'still there']) {
      const [replayed] = await replayFindings(plan);
      expect(replayed).toMatchObject({ kind, oracles: parties.oracles.map(({ name }) => name) });
    }
  });
});

test('the replay is the same for 1 and for 2 jobs, in the order of the findings', async () => {
  const { oracles } = await findOracles([writeLyingOracle(fresh.findings, 'flips one field')]);
  const parties = { subject: inProcess, predict, oracles, host: { holeGranularity: 4096n } };
  const replayedWith = async (jobs: number): Promise<{ readonly kind: string }[][]> => {
    const findings = join(fresh.findings, `by ${jobs}`);
    const plan = investigationOf(parties, { scratch: fresh.scratch, findings });
    const { value } = lyingOracleCase;
    for (const query of [['--output=json', 'top.qcow2'], ['top.qcow2']])
      storeFinding(findings, `disputed: ${query.length}`, { ...value, queries: [query as Query] });
    storeFinding(findings, 'qemu: crash SIGABRT', parseRows(['##', '.0']));
    mkdirSync(join(findings, 'x'));
    writeFileSync(join(findings, 'x', 'found.case'), '# a zero \0 byte\n');
    const whole = { ...plan, ...noSource, jobs };
    const crew = jobs === 1 ? openLocalCrew(whole) : await openWorkerCrew(whole, plainLabOf(whole)!);
    const rounds: { readonly kind: string }[][] = [];
    for (const left of [0, Infinity, Infinity]) {
      const replayed = await replayFindings(plan, () => left, replayersOn(crew!, jobs));
      rounds.push(
        replayed.map(each => ({
          kind: each.kind,
          ...('signature' in each && { signature: each.signature, oracles: each.oracles }),
        })),
      );
    }
    await crew!.close();
    return rounds;
  };
  const one = await replayedWith(1);
  expect(one.map(round => round.map(({ kind }) => kind))).toEqual([
    ['left', 'left', 'left', 'unreadable'],
    ['reduced', 'reduced', 'reduced', 'unreadable'],
    ['still there', 'still there', 'unreadable'],
  ]);
  expect(await replayedWith(2)).toEqual(one);
});

test('there are no lines when nothing is stored', () => {
  expect(replayedLines([], inProcess)).toEqual([]);
});
