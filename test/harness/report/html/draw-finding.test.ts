import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Drawing } from '../../../../src/drawing/drawing.ts';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { drawFinding } from '../../../../src/harness/report/html/draw-finding.ts';
import type { ResultFinding } from '../../../../src/harness/runs/result/result-finding.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

function drawn(text: string, at?: bigint): Drawing {
  const finding: ResultFinding = {
    signature: '',
    oracles: [],
    checks: 1,
    known: false,
    case: text,
    evidence: { blame: 'subject', difference: '', sides: [], ...(at !== undefined && { at }) },
    report: '',
    complete: true,
  };
  return drawFinding(finding, scratch);
}

test('layers of different cluster sizes are on one axis, top first, with the depth that decides', () => {
  const { axis, layers, deciding } = drawn(
    'base.qcow2 qcow2 2k |#z|\ntop.qcow2 qcow2 512 size=5k |.0.#.|\nmap top.qcow2\n',
  );
  expect(axis.borders).toEqual([0n, 512n, 1024n, 1536n, 2048n, 2560n, 4096n, 5120n]);
  expect(layers.map(({ name, cells }) => [name, cells.map(({ letter }) => letter).join('')])).toEqual([
    ['top.qcow2', '.0.#..'],
    ['base.qcow2', '#z'],
  ]);
  // Behind the end of the base no layer decides.
  expect(deciding).toEqual([1, 0, 1, 0, 1, 1, undefined]);
});

test('each cell is explained, in hidden and in encrypted layers too', () => {
  const { layers } = drawn(
    'base.qcow2 qcow2 64k |#|\ntop.qcow2 qcow2 64k crypt=luks:s3cret |0|\nmap top.qcow2\n',
  );
  expect(layers[0]!.cells[0]!.explanation.at(-1)).toBe('zero-plain, reads as zeros: this layer decides');
  expect(layers[1]!.cells[0]!.explanation[0]).toMatch(/^depth 1 {2}base\.qcow2: qcow2, 64k/);
  expect(layers[1]!.cells[0]!.explanation.at(-1)).toMatch(/this layer decides$/);
});

test('the explanation is the reason if an image cannot be opened', () => {
  const { layers } = drawn('a.qcow2 qcow2 64k |#|\n    set header.version = 9\nmap a.qcow2\n');
  expect(layers[0]!.details).toEqual(['set header.version = 9']);
  expect(layers[0]!.cells[0]!.explanation).toEqual([expect.stringMatching(/^no explanation: .*version 9/)]);
});

test('subclusters are drawn by their states, and long rows run by run', () => {
  const [mixed] = drawn('a.qcow2 qcow2 64k extl2 |[#{8}z{8}-{16}]|\nmap a.qcow2\n').layers;
  expect(mixed!.cells.map(({ letter, count, end }) => [letter, count, end])).toEqual([
    ['#', 8, 16384n],
    ['z', 8, 32768n],
    ['-', 16, 65536n],
  ]);
  const [long] = drawn('a.qcow2 qcow2 512 |#{600}.{4}|\nmap a.qcow2\n').layers;
  expect(long!.cells.map(({ letter, count }) => [letter, count])).toEqual([
    ['#', 600],
    ['.', 4],
  ]);
});

test('the axis is cut far from the difference', () => {
  const { axis } = drawn(`a.qcow2 qcow2 512 |${'#0'.repeat(100)}|\nmap a.qcow2\n`, 51200n);
  expect(axis.borders).toContain(51200n);
  expect(axis.borders).toHaveLength(49);
  expect(axis.cutLeft + axis.cutRight + 48).toBe(200);
});
