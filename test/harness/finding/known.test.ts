import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { openScratch, type Scratch } from '../../../src/harness/files/scratch.ts';
import {
  checkKnown,
  isKnown,
  type KnownFacts,
  type KnownState,
  recheckKnown,
} from '../../../src/harness/finding/known.ts';
import { reducedNote } from '../../../src/harness/finding/store/case-notes.ts';
import type { KnownFinding } from '../../../src/harness/finding/store/known-findings.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import type { Parties } from '../../../src/harness/parties/parties.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import { knownLines } from '../../../src/harness/report/campaign/known-lines.ts';
import { knownPreliminary } from '../../../src/harness/report/campaign/preliminaries.ts';
import { type Lie, lyingOracleCase, writeLyingOracle } from '../../support/lying-oracle.ts';

const known: KnownFinding = {
  signature: 'disputed: field depth in unallocated/data',
  reason: 'a liar',
  link: 'https://example.org/1',
  versions: ['10.0', '11.1'],
  until: '2027-01-31',
  value: { ...lyingOracleCase.value, queries: lyingOracleCase.value.queries.slice(0, 1) },
  line: 3,
};

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

async function partiesWith(lie: Lie): Promise<Parties> {
  const { oracles } = await findOracles([writeLyingOracle(scratch.folder, lie)]);
  return { subject: inProcess, predict, oracles, host: { holeGranularity: 4096n } };
}

async function stateOf(lie: Lie, today: string, entry = known): Promise<KnownState> {
  const lab = { parties: await partiesWith(lie), scratch };
  const [state] = await checkKnown(
    [entry],
    async (next, done) => {
      for (let each = next(); each !== undefined; each = next()) done(await recheckKnown(lab, each), each);
    },
    today,
  );
  return state!;
}

const outcomeOf = (state: KnownState, failOnExpired: boolean): string =>
  knownPreliminary(state, 'known.txt', { failOnExpired }).outcome;

/** The known finding as a campaign finds it. */
function findingOn({ oracles }: Parties): KnownFacts {
  return {
    signature: known.signature,
    oracles: oracles.map(({ name }) => name),
    smallest: { ...known.value, notes: [reducedNote('seed 1, case 2', { isComplete: true })] },
  };
}

describe('a known finding', () => {
  test('that is still there fails nothing, up to its last day', async () => {
    const state = await stateOf('flips one field', '2027-01-31');
    expect(state).toMatchObject({ passing: [], expired: false });
    expect(knownLines([state], 'known.txt')).toEqual(['known: 1 finding in known.txt, 1 still there']);
    expect(outcomeOf(state, true)).toBe('passed');
  });

  test('that is expired warns, and fails with failOnExpired', async () => {
    const state = await stateOf('flips one field', '2027-02-01');
    expect(knownLines([state], 'known.txt')[1]).toMatch(
      /^ {2}expired on 2027-01-31: disputed: .*; fix it or renew it: known\.txt, line 3$/,
    );
    expect([outcomeOf(state, false), outcomeOf(state, true)]).toEqual(['warned', 'failed']);
  });

  test('that passes or shows another fault fails', async () => {
    for (const lie of ['tells the truth', 'drops an extent'] as const) {
      const state = await stateOf(lie, '2027-01-01');
      expect(knownLines([state], 'known.txt')[1]).toMatch(
        /^ {2}passes now on qemu-img .*; remove (?:the entry|.* from its versions): known\.txt, line 3$/,
      );
      expect(outcomeOf(state, false)).toBe('failed');
    }
  });

  test('of versions that take no part is skipped, and a line reports that', async () => {
    const state = await stateOf('tells the truth', '2027-01-01', { ...known, versions: ['5.2'] });
    expect(knownLines([state], 'known.txt')[1]).toMatch(/^ {2}not checked, without qemu-img 5\.2: /);
    expect(outcomeOf(state, false)).toBe('skipped');
  });

  test('of a range is accepted on all its versions, and programs that are named may lack it', async () => {
    const ranged = { ...known, versions: ['7.2..11.1'] };
    const parties = await partiesWith('flips one field');
    const finding = findingOn(parties);
    expect(isKnown([ranged], finding, parties)).toBe(true);
    expect(isKnown([{ ...known, versions: ['5.2..10.0'] }], finding, parties)).toBe(false);
    expect(await stateOf('tells the truth', '2027-01-01', ranged)).toMatchObject({
      oracles: [],
      passing: [],
    });
  });

  test('matches by its signature, and on its versions alone', async () => {
    const parties = await partiesWith('flips one field');
    const finding = findingOn(parties);
    expect(isKnown([known], finding, parties)).toBe(true);
    expect(isKnown([{ ...known, versions: ['7.2'] }], finding, parties)).toBe(false);
    expect(isKnown([known], { ...finding, signature: 'disputed: cut in data' }, parties)).toBe(false);
  });

  test('that is a crash matches by its assertion while its reduction is cut short, and only then', async () => {
    const parties = await partiesWith('flips one field');
    const assertion = 'qemu: crash SIGABRT: *pnum && ALIGNED(*pnum, align)';
    const crash = { ...known, signature: `${assertion}, with crypt, --object` };
    const signature = `${assertion}, with crypt, snapshot, --image-opts, --object`;
    const [complete, cutShort] = [true, false].map(isComplete => ({
      ...findingOn(parties),
      signature,
      smallest: { ...known.value, notes: [reducedNote('seed 1, case 2', { isComplete })] },
    }));
    expect(isKnown([crash], cutShort!, parties)).toBe(true);
    expect(isKnown([crash], complete!, parties)).toBe(false);
    expect(isKnown([{ ...crash, signature: 'qemu: crash SIGABRT: bytes' }], cutShort!, parties)).toBe(false);
  });

  test('that is a crash without an assertion matches what has more than it needs while that is cut short, and only then', async () => {
    const parties = await partiesWith('flips one field');
    const crash = { ...known, signature: 'qemu: crash SIGFPE, with vpc, damaged header.cookie' };
    const isKnownAs = (signature: string, isComplete = false): boolean =>
      isKnown(
        [crash],
        {
          ...findingOn(parties),
          signature,
          smallest: { ...known.value, notes: [reducedNote('seed 1, case 2', { isComplete })] },
        },
        parties,
      );
    const more = 'qemu: crash SIGFPE, with size, vpc, damaged byte, header.cookie';
    expect(isKnownAs(more)).toBe(true);
    expect(isKnownAs(more, true)).toBe(false);
    for (const other of [
      'qemu: crash SIGFPE, with size, vpc',
      'qemu: crash SIGFPE, with size, vpc, damaged byte',
      'qemu: crash SIGFPE, with raw, -f, damaged header.cookie',
      'qemu: crash SIGSEGV, with size, vpc, damaged byte, header.cookie',
    ])
      expect(isKnownAs(other)).toBe(false);
  });
});
