import { expect, test } from 'vitest';
import { columnOf, faultyFeatures } from '../../../ci/implementations/column.ts';
import { emptyCoverage } from '../../../generators/coverage/coverage.ts';
import type { Cell } from '../../../src/explorer/data/implementations.ts';
import type { Result } from '../../../src/harness/runs/result/result.ts';
import type { ResultFinding } from '../../../src/harness/runs/result/result-finding.ts';
import { emptyTally } from '../../../src/harness/runs/tally.ts';

type Counts = Readonly<Record<string, readonly [tried: number, agreed: number, refused: number]>>;

function resultOf(counts: Counts, findings: readonly ResultFinding[]): Result {
  const features = Object.entries(counts).map(
    ([name, [tried, agreed, refused]]) => [name, { tried, agreed, refused }] as const,
  );
  return {
    subject: 'my-map',
    seed: 1,
    features: [],
    without: [],
    shards: [{ index: 0, count: 1 }],
    next: 9,
    milliseconds: 1,
    interrupted: false,
    timeUp: false,
    preliminaries: [],
    tally: { ...emptyTally(), cases: 9, checks: 9, features: new Map(features) },
    coverage: emptyCoverage(),
    findings,
    oracles: [{ name: '11.1', banner: 'qemu-img version 11.1.3', path: '/q' }],
    lost: [],
  };
}

/** A finding whose smallest chain is `chain`, in which the subject and qemu-img end so. */
function finding(
  chain: string,
  ours: string,
  theirs = 'exit 0',
  more: Partial<ResultFinding> = {},
): ResultFinding {
  const side = (name: string, end: string) => ({ name, said: { end, stdout: '', stderr: '' } });
  return {
    signature: chain + ours,
    oracles: ['11.1'],
    checks: 3,
    known: false,
    complete: true,
    case: `# reduced\n${chain}\nmap --output=json top.qcow2\n`,
    evidence: {
      blame: 'subject',
      difference: 'x',
      ...(ours === theirs && { at: 0n }),
      sides: [side('my-map', ours), side('qemu-img', theirs)],
    },
    report: '',
    ...more,
  };
}

const subject = { name: 'my-map', version: '1', command: 'my-map {image}' };

/** The cells of a result, as `kind: faults`. */
function cellsOf(counts: Counts, ...findings: ResultFinding[]): Record<string, string> {
  const { cells } = columnOf([resultOf(counts, findings)], subject, '2026-11-30');
  return Object.fromEntries(
    (Object.entries(cells) as [string, Cell][]).map(([name, { kind, faults }]) => [
      name,
      `${kind}: ${faults.join()}`,
    ]),
  );
}

test('a feature without checks has no cell', () => {
  expect(cellsOf({ data: [4, 4, 0] })).toEqual({ data: 'agree: ' });
});

test('a fault is about what its smallest chain has beyond plain data', () => {
  const counts: Counts = { unallocated: [4, 4, 0], 'zero-plain': [4, 1, 0], extl2: [4, 2, 0] };
  expect(cellsOf(counts, finding('top.qcow2 qcow2 64k |0.#|', 'exit 0'))).toEqual({
    unallocated: 'agree: ',
    'zero-plain': 'differ: 0',
    extl2: 'agree: ',
  });
});

test('a fault of a plain chain is about its states; a refusal of it about its size', () => {
  const counts: Counts = { unallocated: [4, 4, 0], 'small-image': [4, 3, 0] };
  expect(cellsOf(counts, finding('top.qcow2 qcow2 64k |.|', 'exit 0'))).toEqual({
    unallocated: 'differ: 0',
    'small-image': 'agree: ',
  });
  expect(cellsOf(counts, finding('top.qcow2 qcow2 64k |.|', 'exit 1'))).toEqual({
    unallocated: 'agree: ',
    'small-image': 'refuse: 0',
  });
});

test('a cell shows its worst fault, the smallest chain first', () => {
  const counts: Counts = { zstd: [9, 3, 0] };
  const all = [
    finding('top.qcow2 qcow2 64k zstd |c|', 'exit 1'),
    finding('top.qcow2 qcow2 64k zstd |c..|', 'exit 0'),
    finding('top.qcow2 qcow2 64k zstd |c...|', 'signal SIGSEGV'),
    finding('top.qcow2 qcow2 64k zstd |c.|', 'thrown no answer in time'),
  ];
  expect(cellsOf(counts, ...all)).toEqual({ zstd: 'crash: 0,1,2,3' });
  const { faults } = columnOf([resultOf(counts, all)], subject, '2026-11-30');
  expect(faults.map(({ kind, case: text }) => `${kind} ${text.split('\n')[0]}`)).toEqual([
    'crash top.qcow2 qcow2 64k zstd |c.|',
    'crash top.qcow2 qcow2 64k zstd |c...|',
    'differ top.qcow2 qcow2 64k zstd |c..|',
    'refuse top.qcow2 qcow2 64k zstd |c|',
  ]);
});

test('a map where qemu-img refuses differs, and is about the damage alone', () => {
  const counts: Counts = { v2: [4, 4, 0], damage: [4, 1, 0], 'damage-header': [4, 1, 0] };
  const damaged = finding('top.qcow2 qcow2 64k v2 |.|\n    set header.size = 1', 'exit 0', 'exit 1');
  expect(cellsOf(counts, damaged)).toEqual({
    v2: 'agree: ',
    damage: 'differ: 0',
    'damage-header': 'differ: 0',
  });
});

test('a fault of another format is about that alone', () => {
  const counts: Counts = { vdi: [4, 1, 0], 'data-hole': [4, 4, 0] };
  expect(cellsOf(counts, finding('top.vdi vdi 1M |~|', 'exit 1'))).toEqual({
    'data-hole': 'agree: ',
    vdi: 'refuse: 0',
  });
});

test('without a fault of its own, a feature that mostly differs is refused, or masked by other faults', () => {
  expect(cellsOf({ zstd: [4, 0, 4], extl2: [4, 1, 0], data: [4, 2, 0] })).toEqual({
    zstd: 'refuse: ',
    extl2: 'masked: ',
    data: 'agree: ',
  });
});

test('what is not reduced, or not the fault of the subject, is not in the table', () => {
  const blamed = finding('top.qcow2 qcow2 64k |0|', 'exit 0');
  const qemu = { ...blamed, evidence: { ...blamed.evidence, blame: 'qemu' as const } };
  const early = { complete: false };
  const cut = finding('top.qcow2 qcow2 64k zstd |0|', 'exit 0', 'exit 0', early);
  const large = finding('top.qcow2 qcow2 64k extl2 refbits=1 data=top.data size=1000 |0|', 'exit 1');
  expect(columnOf([resultOf({}, [qemu, cut, large])], subject, '2026-11-30').faults).toEqual([]);
  const alone = finding('top.qcow2 qcow2 64k |0|', 'exit 0', 'exit 0', early);
  expect(cellsOf({ 'zero-plain': [4, 1, 0] }, alone)).toEqual({ 'zero-plain': 'differ: 0' });
});

test('a later campaign, which leaves out what has shown faults, decides about the rest', () => {
  const zero = finding('top.qcow2 qcow2 64k |0|', 'exit 0');
  const first = resultOf({ zstd: [9, 1, 0], 'zero-plain': [9, 1, 0] }, [zero]);
  const damage = { ...resultOf({ zstd: [9, 2, 0], damage: [4, 3, 0] }, []), features: ['damage'] as const };
  const column = columnOf([first, resultOf({ zstd: [3, 3, 0] }, []), damage], subject, '2026-11-30');
  expect(faultyFeatures(column)).toEqual(['zero-plain']);
  expect(column).toMatchObject({ cases: 27, oracle: 'qemu-img version 11.1.3', date: '2026-11-30' });
  expect(column.cells).toMatchObject({
    zstd: { kind: 'agree', tried: 3, agreed: 3 },
    'zero-plain': { kind: 'differ', tried: 9, agreed: 1 },
    damage: { kind: 'agree', tried: 4 },
  });
});
