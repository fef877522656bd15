import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { CheckFeature } from '../../../generators/coverage/check-features.ts';
import { cellCount } from '../../../generators/recipe/cells/cell-row.ts';
import { layerFormats } from '../../../generators/recipe/formats.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { printChain } from '../../../generators/recipe/picture/print/print-chain.ts';
import type { Case, Query } from '../../../generators/recipe/recipe.ts';
import type { Finding } from '../../../src/harness/finding/finding.ts';
import { Findings } from '../../../src/harness/finding/findings.ts';
import { spelledOut } from '../../../src/harness/finding/reduce/spelled-out.ts';
import { isThere, replayFindings } from '../../../src/harness/finding/replay.ts';
import { firstCheck } from '../../../src/harness/finding/search/first-check.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import type { InProcess, Subject } from '../../../src/harness/parties/subject/subject.ts';
import type { Campaign, Plan } from '../../../src/harness/runs/campaign/campaign.ts';
import { runCampaign } from '../../../src/harness/runs/campaign/run-campaign.ts';
import { emptyTally } from '../../../src/harness/runs/tally.ts';
import { checkCase } from '../../../src/harness/runs/workers/case/check-case.ts';
import type { Check } from '../../../src/harness/verdict/check.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../support/investigation.ts';
import { plantFault } from '../../support/planted-fault.ts';

const fresh = freshScratch();

type Fault = (stdout: string) => string;
const setsPresent: Fault = text => text.replaceAll('"present": false', '"present": true');
const countsDepthWrong: Fault = text => text.replaceAll('"depth": 1', '"depth": 2');
const hidesCompression: Fault = text => text.replaceAll('"compressed": true', '"compressed": false');
const hidesZeroOffsets: Fault = text => text.replaceAll(/("zero": true.*?), "offset": \d+/g, '$1');
const losesLastExtent: Fault = text => text.replace(/,\n[^\n]*\n$/, ']\n');

/** A campaign on a faulty subject that the model judges. */
function campaign(
  subject: InProcess,
  plan: Partial<Pick<Plan, 'seed' | 'features' | 'jobs' | 'known'>> & { readonly cases: number },
): Promise<Campaign> {
  return runCampaign(
    {
      ...investigationOf(judgedByModel(subject), fresh),
      seed: 1,
      features: [],
      shard: { index: 0, count: 1 },
      jobs: 1,
      ...plan,
    },
    { progress: () => {}, found: () => {} },
  );
}

/** The findings that one case on a faulty subject comes to. */
async function findingsIn(value: Case, subject: InProcess, reduction: number): Promise<Findings> {
  const plan = investigationOf(judgedByModel(subject), fresh, reduction);
  const check = await firstCheck(plan, value, first => first);
  const findings = new Findings(plan, { found: () => {} }, () => 0);
  await findings.record(value, 'a test', check!);
  await findings.reduce();
  return findings;
}

describe('many sightings of a few faults', () => {
  test.each([
    ['present, depth and compressed', [setsPresent, countsDepthWrong, hidesCompression]],
    ['the offset of zeros', [hidesZeroOffsets]],
    ['the last extent', [losesLastExtent]],
  ])('are one finding a fault, each of at most 2 layers and 4 clusters: %s', async (_what, faults) => {
    const subject = plantFault(text => faults.reduce((faulty, fault) => fault(faulty), text));
    const { tally, findings: found } = await campaign(subject, { features: ['json'], cases: 60, jobs: 2 });
    expect(found).toHaveLength(faults.length);
    expect(tally.divergences).toBeGreaterThan(5 * faults.length);
    expect(found.reduce((sum, { checks }) => sum + checks, 0)).toBe(
      tally.divergences + tally.brokenRelations,
    );
    for (const { layers } of found.map(({ smallest }) => smallest.recipe)) {
      expect(layers.length).toBeLessThanOrEqual(2);
      expect(Math.max(...layers.map(({ cells }) => cellCount(cells)))).toBeLessThanOrEqual(4);
    }
    expect(readdirSync(fresh.findings)).toHaveLength(found.length);
  });
});

/** Our implementation, but windows begin at the sector that holds their start. */
const roundsStarts: InProcess = {
  ...inProcess,
  answer: (query, folder, profile) => inProcess.answer(withStartRounded(query), folder, profile),
};

function withStartRounded(query: Query): Query {
  const words = spelledOut(query);
  const at = words.indexOf('-s') + 1;
  return at > 0 && /^\d+$/.test(words[at]!) ? words.with(at, String(BigInt(words[at]!) & ~511n)) : query;
}

test('a reduction leads to no case with what the run leaves out', async () => {
  const value = parseRows(['.c']);
  const smallestOf = async (without: readonly CheckFeature[]): Promise<string[]> => {
    const plan = { ...investigationOf(judgedByModel(printsNoData), fresh), without };
    const findings = new Findings(plan, { found: () => {} }, () => 0);
    const check = await firstCheck({ parties: plan.parties, scratch: plan.scratch }, value, first => first);
    await findings.record(value, 'a test', check!);
    await findings.reduce();
    return [...findings.found.values()].map(({ smallest }) => printChain(smallest.recipe).trim());
  };
  expect(await smallestOf([])).toEqual(['top.qcow2 qcow2 64k |#|']);
  expect(await smallestOf(['data'])).toEqual(['top.qcow2 qcow2 64k |c|']);
});

describe('a fault of windows', () => {
  test('is one finding, whatever names the image, whatever is printed and whoever shows it', async () => {
    const { tally, findings } = await campaign(roundsStarts, { seed: 3, cases: 180 });
    expect(tally.divergences).toBeGreaterThan(5);
    expect(tally.brokenRelations).toBeGreaterThan(0);
    expect(findings.map(({ signature }) => signature)).toEqual(['unknown: coverage in unallocated, with -s']);
    const [{ smallest, firstSeen }] = findings as [Finding];
    expect(smallest.queries).toEqual([['--output=json', '-s', '1', 'top.qcow2']]);
    expect(firstSeen.origin).toMatch(/^seed 3, case \d+$/);
  });
});

/** Prints the depth of the extent before if that is 5 or more and this one is higher up. */
const keepsDepth: Fault = text => {
  let last = 0;
  return text.replaceAll(/"depth": (\d+)/g, (_, printed) => {
    last = last > 4 ? Math.max(last, Number(printed)) : Number(printed);
    return `"depth": ${last}`;
  });
};
const countsCompressedDeeper: Fault = text =>
  text.replaceAll(/"depth": 0(?=.*"compressed": true)/g, '"depth": 1');

describe('a depth that is wrong by itself', () => {
  const unallocated = (names: readonly string[]) => names.map(name => `${name}.qcow2 qcow2 64k |..|`);
  const inTop = [...unallocated(['base', 'a', 'b', 'c', 'd']), 'top.qcow2 qcow2 64k |.#|'];
  const below = [
    ...unallocated(['base', 'a', 'b', 'c']),
    'd.qcow2 qcow2 64k |.#|',
    ...unallocated(['e', 'top']),
  ];
  const compressed = ['top.qcow2 qcow2 64k |.c|'];

  test.each([
    ['in the top', inTop, 'unknown: field depth in data, after unallocated'],
    ['below it', below, 'unknown: field depth in data, after unallocated'],
    ['a compressed cluster, which is another fault', compressed, 'unknown: field depth in compressed'],
  ])(
    'is told by the same chain, wherever the layer is that it should name: %s',
    async (_what, rows, signature) => {
      const subject = plantFault(text => countsCompressedDeeper(keepsDepth(text)));
      const value = parseRows([...rows, 'map --output=json top.qcow2']);
      const { found } = await findingsIn(value, subject, 20_000);
      expect([...found.keys()]).toEqual([signature]);
    },
  );
});

const printsNoData = plantFault(stdout => stdout.replaceAll('"data": true', '"data": false'));

/** The files of qcow2 images that weren't cut within the header. */
function headersIn(folder: string): Buffer[] {
  const names = readdirSync(folder).filter(name => name.endsWith('.qcow2'));
  return names
    .toSorted()
    .map(name => readFileSync(join(folder, name)))
    .filter(({ length }) => length >= 80);
}

/** By bit 4 of the incompatible features. */
function hasExtendedL2(folder: string): boolean {
  return headersIn(folder).some(header => header.readUInt32BE(4) === 3 && (header[79]! & 16) !== 0);
}

/** Whether the base of two is smaller than the top. */
function endsEarly(folder: string): boolean {
  const [base, top] = headersIn(folder).map(header => header.readBigUInt64BE(24));
  return base !== undefined && top !== undefined && base < top;
}

/** A top that takes a cluster at host offset 0 for unallocated. Which field differs first depends on the layer below. */
const overlooksOffsetZero = plantFault((stdout, folder) => {
  const images = readdirSync(folder).filter(name => layerFormats.some(format => name.endsWith(`.${format}`)));
  const printed = images.length > 1 ? '"depth": 1, "present": true' : '"depth": 0, "present": false';
  return stdout.replaceAll(/"depth": 0, "present": true(.*), "offset": 0\}/g, `${printed}$1}`);
});

/** The same; but a layer below is visible only if refcounts have one byte, which is order 3. */
function overlooksOffsetZeroOverBytes(stdout: string, folder: string): string {
  const [top] = headersIn(folder).toReversed();
  const printed =
    headersIn(folder).length > 1 && top!.readUInt32BE(96) === 3
      ? '"depth": 1, "present": true'
      : '"depth": 0, "present": false';
  return stdout.replaceAll(/"depth": 0, "present": true(.*), "offset": 0\}/g, `${printed}$1}`);
}

/** The signatures that a campaign on chains with data files finds in such a top. */
async function misreadFindings(known: ReadonlySet<string>): Promise<string[]> {
  const { findings } = await campaign(overlooksOffsetZero, {
    features: ['json', 'data-file'],
    cases: 40,
    known,
  });
  return findings.map(({ signature }) => signature);
}

describe('a state that is misread', () => {
  const misread = 'unknown: field present (true / false) in data, with data';
  const asFound = 'unknown: field depth in data, with data';

  test('is one finding, whatever lies below it', async () => {
    expect(await misreadFindings(new Set())).toEqual([misread]);
  });

  test('keeps its own difference when the other one is a known finding', async () => {
    const found = await misreadFindings(new Set([misread]));
    expect(found.filter(signature => signature !== misread)).toEqual([asFound]);
  });

  test('keeps its own difference when its reduction ends early', async () => {
    const value = parseRows([
      'base.qcow2 qcow2 64k |####|',
      'top.qcow2 qcow2 64k data=top.data refbits=8 |#.#.|',
      'map --output=json top.qcow2',
    ]);
    const settled = new Set<string>();
    for (let end = 10; end < 330; end += 40) {
      const { path: folder, drop } = fresh.scratch.caseFolder();
      const cancel = new AbortController();
      let queries = 0;
      const subject = plantFault((stdout, dir) => {
        if (++queries === end) cancel.abort();
        return overlooksOffsetZeroOverBytes(stdout, dir);
      });
      const parties = { ...judgedByModel(subject), cancel: cancel.signal };
      const places = { scratch: fresh.scratch, findings: folder };
      const plan = { ...investigationOf(parties, places), known: new Set([misread]) };
      const findings = new Findings(plan, { found: () => {} }, () => 0);
      const seen = (check: Check): Promise<void> => findings.record(value, 'a test', check);
      await checkCase({ ...plan, tally: emptyTally(), seen }, value, 'a test');
      await findings.reduce();
      for (const replayed of await replayFindings({ ...plan, parties: judgedByModel(subject) }))
        if (isThere(replayed)) settled.add(replayed.signature);
      drop();
    }
    expect([...settled]).toEqual(['unknown: field depth in data, with data, refbits']);
  });
});

describe('a refusal', () => {
  /** Refuses chains with extended L2 entries and data, and prints other data as no data. */
  const refuses: InProcess = {
    ...printsNoData,
    answer: (query, folder, profile) => {
      const answer = printsNoData.answer(query, folder, profile);
      if (answer.kind === 'unsupported' || !hasExtendedL2(folder)) return answer;
      if (!answer.outcome.stdout.includes('"present": true')) return answer;
      const stderr = Buffer.from('qemu-img: these are not read\n');
      return {
        kind: 'outcome',
        outcome: { stdout: Buffer.alloc(0), stderr, end: { kind: 'exit', status: 1 } },
      };
    },
  };

  test('is a finding of its own beside another fault of the same chains', async () => {
    const { findings } = await campaign(refuses, { features: ['json', 'extl2'], cases: 20 });
    expect(findings.map(({ signature }) => signature)).toEqual([
      'unknown: exit (exit 0 / exit 1), with extl2',
    ]);
  });
});

describe('reduction', () => {
  test.each([
    ['whole', 20_000, 'reduced from a test'],
    ['cut short', 0, 'reduced from a test, as far as its time allowed'],
  ])('that is %s has a note of that in the case', async (_what, reduction, note) => {
    const subject = plantFault(setsPresent);
    const value = parseRows(['top.qcow2 qcow2 64k |#..|', 'map --output=json top.qcow2']);
    const findings = await findingsIn(value, subject, reduction);
    const [{ smallest }] = [...findings.found.values()] as [Finding];
    expect(smallest.notes).toEqual([note]);
  });

  test('ends when each of two smallest chains leads to the other one', async () => {
    let queries = 0;
    const subject = plantFault((stdout, folder) => {
      queries += 1;
      return endsEarly(folder) ? stdout.replace(/"present": false(?=[^\n]*\n?$)/, '"present": true') : stdout;
    });
    const value = parseRows([
      'base.qcow2 qcow2 64k |##|',
      'top.qcow2 qcow2 64k |.#..|',
      'map --output=json top.qcow2',
    ]);
    const findings = await findingsIn(value, subject, 60_000);
    expect(findings.found.size).toBe(1);
    expect(queries).toBeLessThan(2_000);
  });
});

test('two reductions at once that end in one signature: what is reported is what is stored', async () => {
  const faulty = plantFault(setsPresent);
  const isReporting = (): boolean =>
    readdirSync(fresh.findings).some(
      name => !name.startsWith('unsettled-') && !existsSync(join(fresh.findings, name, 'report.txt')),
    );
  let isSlow = true;
  const slow: Subject = {
    ...faulty,
    answer: async (query, folder, profile) => {
      // The first finding that is settled waits before its report: the second one would overtake it.
      if (isSlow && isReporting()) {
        isSlow = false;
        await setTimeout(500);
      }
      return faulty.answer(query, folder, profile);
    },
  };
  const plan = investigationOf(judgedByModel(slow), fresh);
  const findings = new Findings(plan, { found: () => {} }, () => 0);
  for (const layer of ['top.qcow2 qcow2 64k |.|', 'top.qcow2 qcow2 64k extl2 |[0.{31}]|']) {
    const value = parseCase(`${layer}\nmap --output=json top.qcow2\n`);
    const check = await firstCheck(plan, value, first => first);
    await findings.record(value, `a test of ${layer}`, check!);
  }
  expect(findings.pending).toBe(2);
  await Promise.all([findings.reduce(), findings.reduce()]);
  const [{ stored, report }] = [...findings.found.values()] as [Finding];
  expect(findings.found.size).toBe(1);
  expect(readFileSync(stored.report, 'utf8')).toBe(report);
});
