import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import { predict } from '../../../../generators/model/predict.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printChain } from '../../../../generators/recipe/picture/print/print-chain.ts';
import type { Trait } from '../../../../generators/wish/wish.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { Subject } from '../../../../src/harness/parties/subject/subject.ts';
import type { Campaign, Shard, Watcher } from '../../../../src/harness/runs/campaign/campaign.ts';
import { runCampaign } from '../../../../src/harness/runs/campaign/run-campaign.ts';
import { unrelated } from '../../../../src/harness/runs/tally.ts';
import { type CaseRecord, emptyRecord } from '../../../../src/harness/runs/workers/case/case-record.ts';
import type { CaseTask } from '../../../../src/harness/runs/workers/case/case-task.ts';
import type { Crew } from '../../../../src/harness/runs/workers/crew/crew.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { investigationOf } from '../../../support/investigation.ts';
import { writeLyingOracle } from '../../../support/lying-oracle.ts';
import { plantFault } from '../../../support/planted-fault.ts';

const found = await findOracles();

const fresh = freshScratch();

interface Setting {
  readonly subject?: Subject;
  readonly oracles?: readonly Oracle[];
  readonly cases?: number;
  readonly jobs?: number;
  readonly shard?: Shard;
  readonly watcher?: Watcher;
  readonly reduction?: number;
  readonly without?: readonly Trait[];
  readonly bail?: true;
  readonly crew?: Crew;
}

/** For tests that don't look at reduced cases: a reduction may hardly take time. */
const hardlyReduced = { reduction: 100 };

const whole: Shard = { index: 0, count: 1 };

const silent = { progress: () => {}, found: () => {} };

function campaign({
  subject = inProcess,
  oracles = [],
  cases = 40,
  jobs = 2,
  shard = whole,
  watcher = silent,
  reduction = 10_000,
  without = [],
  bail,
  crew,
}: Setting): Promise<Campaign> {
  const parties = { subject, predict, oracles, host: { holeGranularity: 4096n } };
  const investigation = investigationOf(parties, fresh, reduction);
  const plan = { ...investigation, seed: 1, features: ['json'] as const, shard, cases, jobs, without };
  return runCampaign({ ...plan, ...(bail === true && { bail }) }, watcher, crew);
}

function oneCase(): CaseRecord {
  const record = emptyRecord();
  record.tally.cases = 1;
  return record;
}

const countsDepthWrong = plantFault(text => text.replaceAll('"depth": 1', '"depth": 2'));

describe('runCampaign', () => {
  test('a case that hangs holds up no pause, and no case after it', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    let hanging = 0;
    const done: CaseTask[] = [];
    /** Its first case hangs until all others are done, each of which takes half a second. */
    const crew: Pick<Crew, 'run'> = {
      async run(_, next, tell) {
        const first = done.length + hanging === 0 ? next() : undefined;
        if (first !== undefined) hanging = 1;
        for (let task = next(); task !== undefined; task = next()) {
          vi.advanceTimersByTime(500);
          done.push(task as CaseTask);
          tell(oneCase() as never, [task]);
        }
        if (done.length === 39) release();
        if (first === undefined) return;
        await isReleased;
        tell(oneCase() as never, [first]);
      },
    };
    const pause = vi.fn(async () => {});
    const { tally, next } = await campaign({
      crew: { ...crew, reduce: vi.fn(), coverage: emptyCoverage, close: vi.fn() },
      watcher: { ...silent, pause },
    }).finally(() => vi.useRealTimers());
    expect({ cases: tally.cases, next }).toEqual({ cases: 40, next: 40 });
    expect(pause.mock.calls.length).toBeGreaterThan(1);
  }, 10_000);

  test('a campaign runs exactly its cases and leaves no files', async () => {
    const { tally, next } = await campaign({});
    expect(tally.cases).toBe(40);
    expect(next).toBe(40);
    const skipped = [...tally.skipped].reduce(
      (sum, [why, count]) => sum + (why === unrelated ? 0 : count),
      0,
    );
    expect(tally.unjudged + skipped).toBe(tally.checks);
    expect(readdirSync(fresh.scratch.folder)).toEqual([]);
    expect(readdirSync(fresh.findings)).toEqual([]);
  });

  test('the counts do not depend on the number of jobs', async () => {
    const [one, three] = [await campaign({ jobs: 1 }), await campaign({ jobs: 3 })];
    expect(three.tally).toEqual(one.tally);
  });

  test('the time of pauses does not count as time of the campaign', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 60;
      return now;
    });
    const pauses: number[] = [];
    let cases = 0;
    const pause = async (): Promise<void> => {
      pauses.push(cases);
      now += 1e9;
    };
    const progress = (): void => {
      cases += 1;
    };
    const { milliseconds } = await campaign({ watcher: { ...silent, progress, pause } });
    vi.restoreAllMocks();
    expect(pauses.length).toBeGreaterThan(1);
    expect(new Set(pauses).size).toBe(pauses.length);
    expect(cases).toBe(40);
    expect(milliseconds).toBeLessThan(1e9);
  });

  test('findings are reduced in pauses, while no case runs', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 50;
      return now;
    });
    const events: string[] = [];
    const watcher: Watcher = {
      progress: () => events.push('case'),
      reducing: left => events.push(`reducing, ${left} left`),
      found: () => events.push('found'),
    };
    const { findings } = await campaign({ ...hardlyReduced, jobs: 1, subject: countsDepthWrong, watcher });
    vi.restoreAllMocks();
    expect(events.filter(event => event === 'found')).toHaveLength(findings.length);
    expect(events.indexOf('found')).toBeLessThan(events.lastIndexOf('case'));
    const next = events.flatMap((event, at) => (event.startsWith('reducing') ? [events[at + 1]!] : []));
    expect(next.length).toBeGreaterThan(0);
    expect(next.filter(event => event === 'case')).toEqual([]);
  });

  test('cases with a feature that is left out are skipped, and counted', async () => {
    const lacksCompression = plantFault(text =>
      text.includes('"compressed": true') ? 'no compression' : text,
    );
    const all = await campaign({ ...hardlyReduced, subject: lacksCompression });
    expect(all.findings.length).toBeGreaterThan(0);
    const { tally, findings } = await campaign({
      subject: lacksCompression,
      without: ['compressed', 'damage'],
    });
    expect(findings).toEqual([]);
    expect(tally.cases).toBe(40);
    expect(tally.skipped.get('with compressed or damage, which this run leaves out')).toBeGreaterThan(0);
  });

  test('with bail it ends with its first new finding', async () => {
    const { findings, next, reductionsLeft } = await campaign({
      ...hardlyReduced,
      jobs: 2,
      subject: plantFault(text =>
        text
          .replaceAll('"depth": 1', '"depth": 2')
          .replaceAll('"present": false', '"present": true')
          .replaceAll('"compressed": true', '"compressed": false'),
      ),
      bail: true,
    });
    expect(findings).toHaveLength(1);
    // What was under way is ended, too: what it shows is left to the next run.
    expect(next).toBeLessThan(20);
    expect(reductionsLeft).toBeGreaterThan(0);
  });

  const real = found.oracles.at(-1);
  test.skipIf(real === undefined)(
    'on a real qemu-img all three parties agree, and a faulty subject is blamed',
    async () => {
      const sound = await campaign({ oracles: [real!], cases: 20 });
      expect(sound.tally).toMatchObject({ cases: 20, divergences: 0, modelErrors: 0, exitStatus: 0 });
      expect(sound.tally.matched).toBeGreaterThan(0);
      const faulty = await campaign({
        ...hardlyReduced,
        oracles: [real!],
        cases: 20,
        subject: countsDepthWrong,
      });
      expect(faulty.tally.exitStatus).toBe(1);
      expect(faulty.findings.map(({ signature }) => signature)).toContainEqual(
        expect.stringMatching(/^subject: field depth in /),
      );
    },
  );

  test('without an oracle differences of subject and model are found', async () => {
    const { tally, findings: found } = await campaign({ ...hardlyReduced, subject: countsDepthWrong });
    expect(tally.exitStatus).toBe(1);
    expect(found.map(({ signature }) => signature)).toContainEqual(
      expect.stringMatching(/^unknown: field depth in /),
    );
  });

  test('a fault is stored as found, reduced, and reported once with everything that a reader needs', async () => {
    const { oracles } = await findOracles([writeLyingOracle(fresh.scratch.folder, 'flips one field')]);
    const { tally, findings: found } = await campaign({ oracles, cases: 4 });
    expect(tally.exitStatus).toBe(1);
    const signatures = found.map(({ signature }) => signature);
    expect(signatures.length).toBeGreaterThan(1);
    expect(new Set(signatures).size).toBe(signatures.length);
    for (const { signature, stored, report } of found) {
      // The model abstains on a damaged chain: without its vote the subject is blamed.
      expect(signature).toMatch(/^(disputed|subject): /);
      expect(parseCase(readFileSync(stored.found, 'utf8')).queries).toHaveLength(1);
      const { recipe } = parseCase(readFileSync(stored.reduced, 'utf8'));
      expect(report).toContain(printChain(recipe));
      expect(report).toMatch(/diverges, blame (disputed|subject)/);
      expect(report).toMatch(/^ {2}map-parity .*\n {2}qemu-img /m);
      expect(report).toContain(`replay: map-parity try ${stored.reduced}`);
      expect(readFileSync(stored.report, 'utf8')).toBe(report);
    }
    expect(found.map(({ report }) => report).join()).toMatch(
      /depth 0 .*\n +guest (?:cluster|block) 0, .*\n +(?:L1|block map)\[0\].* = 0x/,
    );
  });

  test('a fault is stored before it is reduced', async () => {
    let storedWhileReducing = false;
    let calls = 0;
    const watching: Subject = {
      ...countsDepthWrong,
      answer: (query, folder, profile) => {
        if (calls++ > 100)
          storedWhileReducing ||= existsSync(
            join(fresh.findings, readdirSync(fresh.findings)[0] ?? '-', 'found.case'),
          );
        return countsDepthWrong.answer(query, folder, profile);
      },
    };
    const { findings: found } = await campaign({ subject: watching });
    expect(found.length).toBeGreaterThan(0);
    expect(storedWhileReducing).toBe(true);
  });
});
