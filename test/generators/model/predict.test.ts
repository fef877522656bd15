import { expect, test } from 'vitest';
import type { Layer } from '../../../generators/recipe/recipe.ts';
import { qcow2, raw } from '../write/written.ts';
import { predicted, predictionText } from './prediction-text.ts';

const json = '--output=json';
const versions = ['5.2', '7.2', '10.0', '11.1'] as const;
const since7 = ['7.2', '10.0', '11.1'] as const;
const k = 1024n;

/** Recorded outputs of the four qemu-imgs. 5.2 has no `present`. */
interface Observed {
  readonly what: string;
  readonly layers: readonly Layer[];
  readonly query: readonly string[];
  /** By version, or for 7.2 and later. */
  readonly outputs: Partial<Record<'5.2' | '7.2' | '10.0' | 'since 7.2', string>>;
}

const short = [
  qcow2('#..............#', { name: 'b' }),
  qcow2('.#................#.............', { name: 'm' }),
  qcow2('..#.....................0...........#...........', { name: 't' }),
];

const observed: Observed[] = [
  {
    what: 'unallocated everywhere has the depth of the bottom',
    layers: [qcow2('....', { name: 'a' }), qcow2('....', { name: 'b' }), qcow2('....', { name: 'c' })],
    query: [json, 'c'],
    outputs: { '5.2': '0+262144 d2 Zd', 'since 7.2': '0+262144 d2 pZd' },
  },
  {
    what: 'past a short backing file the depth is that of the overlay',
    layers: [qcow2('', { name: 'a', size: 1024n * k }), qcow2('', { name: 'b', size: 2048n * k })],
    query: [json, 'b'],
    outputs: {
      '5.2': '0+1048576 d1 Zd; 1048576+1048576 d0 Zd',
      'since 7.2': '0+1048576 d1 pZd; 1048576+1048576 d0 pZd',
    },
  },
  {
    what: 'short backing files in a chain of three',
    layers: short,
    query: [json, 't'],
    outputs: {
      'since 7.2': [
        '0+65536 d2 PzD@327680; 65536+65536 d1 PzD@327680; 131072+65536 d0 PzD@327680; 196608+786432 d2 pZd',
        '983040+65536 d2 PzD@393216; 1048576+131072 d1 pZd; 1179648+65536 d1 PzD@393216; 1245184+327680 d1 pZd',
        '1572864+65536 d0 PZd; 1638400+458752 d1 pZd; 2097152+262144 d0 pZd; 2359296+65536 d0 PzD@393216',
        '2424832+720896 d0 pZd',
      ].join('; '),
    },
  },
  {
    what: 'the same in 5.2: 13 extents without present',
    layers: short,
    query: [json, 't'],
    outputs: {
      '5.2': [
        '0+65536 d2 zD@327680; 65536+65536 d1 zD@327680; 131072+65536 d0 zD@327680; 196608+786432 d2 Zd',
        '983040+65536 d2 zD@393216; 1048576+131072 d1 Zd; 1179648+65536 d1 zD@393216; 1245184+327680 d1 Zd',
        '1572864+65536 d0 Zd; 1638400+458752 d1 Zd; 2097152+262144 d0 Zd; 2359296+65536 d0 zD@393216',
        '2424832+720896 d0 Zd',
      ].join('; '),
    },
  },
  {
    what: '5.2 merges zero clusters with unallocated space',
    layers: [qcow2('....0...........', { name: 'a' })],
    query: [json, 'a'],
    outputs: {
      '5.2': '0+1048576 d0 Zd',
      'since 7.2': '0+262144 d0 pZd; 262144+65536 d0 PZd; 327680+720896 d0 pZd',
    },
  },
  {
    what: 'an empty image is one entry without length',
    layers: [raw('', { name: 'e' })],
    query: [json, 'e'],
    outputs: { '5.2': '0+0 d0 zd', 'since 7.2': '0+0 d0 pzd' },
  },
  {
    what: 'a start past the end is one entry there',
    layers: [raw('', { name: 'r', size: 1024n * k })],
    query: [json, '-f', 'raw', '-s', '2M', 'r'],
    outputs: { '5.2': '2097152+0 d0 zd', 'since 7.2': '2097152+0 d0 pzd' },
  },
  {
    what: 'no length is one entry at the start',
    layers: [raw('', { name: 'r', size: 1024n * k })],
    query: [json, '-f', 'raw', '-l', '0', 'r'],
    outputs: { '5.2': '0+0 d0 zd', 'since 7.2': '0+0 d0 pzd' },
  },
  {
    what: 'start and length beyond 2^63 are an empty window; 5.2 refuses the number',
    layers: [raw('', { name: 'r', size: 1024n * k })],
    query: [json, '-s', '512k', '-l', '9223372036854775807', 'r'],
    outputs: { '5.2': 'abstains: a size beyond plain ones', 'since 7.2': '524288+0 d0 pzd' },
  },
  {
    what: 'a raw file of odd size ends in a hole smaller than a sector',
    layers: [raw('##', { name: 'r', unit: 512, size: 1000n })],
    query: [json, '-f', 'raw', 'r'],
    outputs: {
      '5.2': '0+1000 d0 zD@0; 1000+24 d0 Zd@1000',
      'since 7.2': '0+1000 d0 PzD@0; 1000+24 d0 PZd@1000',
    },
  },
  {
    what: 'a raw file shows holes in whole blocks of the host',
    layers: [raw('#.', { name: 'r', unit: 100_000 })],
    query: [json, 'r'],
    outputs: { 'since 7.2': '0+102400 d0 PzD@0; 102400+97792 d0 PZd@102400' },
  },
  {
    what: 'compressed clusters have no offset',
    layers: [qcow2('#.c.', { name: 'a' })],
    query: [json, 'a'],
    outputs: {
      '5.2': '0+65536 d0 zD@327680; 65536+65536 d0 Zd; 131072+65536 d0 zD; 196608+65536 d0 Zd',
      '7.2': '0+65536 d0 PzD@327680; 65536+65536 d0 pZd; 131072+65536 d0 PzD; 196608+65536 d0 pZd',
      '10.0': '0+65536 d0 PzD@327680; 65536+65536 d0 pZd; 131072+65536 d0 PzDC; 196608+65536 d0 pZd',
    },
  },
  {
    what: 'a size that is no whole sector is rounded down for qcow2',
    layers: [qcow2('', { name: 'a', size: 1_000_001n })],
    query: [json, 'a'],
    outputs: { '5.2': '0+999936 d0 Zd', 'since 7.2': '0+999936 d0 pZd' },
  },
];

const cases = observed.flatMap(({ what, layers, query, outputs }) =>
  versions.flatMap(version => {
    const later = since7.find(name => name === version) && outputs['since 7.2'];
    const expected = version === '11.1' ? (outputs['10.0'] ?? later) : (outputs[version] ?? later);
    return expected === undefined ? [] : [{ what, layers, query, version, expected }];
  }),
);

test.each(cases)('$version: $what', ({ layers, query, version, expected }) => {
  expect(predictionText({ layers }, query, version)).toBe(expected);
});

test('human: rows cover data, and end at data without an offset', () => {
  const layers = [qcow2('#.#c#', { name: 'a' })];
  expect(predicted({ layers }, ['a'], '11.1')).toMatchObject({
    output: 'human',
    stopsAtUnmappable: true,
    extents: [
      { start: 0n, length: 65536n, offset: 327680n, file: 'a' },
      { start: 131072n, length: 65536n, offset: 393216n, file: 'a' },
    ],
  });
  expect(predictionText({ layers }, ['-l', '192k', 'a'], '11.1')).not.toContain('stops');
});

test('human: the file is the path in the chain, one character a byte', () => {
  const layers = [qcow2('#', { name: 'ö' }), qcow2('.', { name: 'd/t' })];
  expect(predicted({ layers }, ['d/t'], '7.2')).toMatchObject({ extents: [{ file: 'd/../\u00c3\u00b6' }] });
});

test('an extent is cut where host offsets break, and goes on where they continue', () => {
  const at = (slots: number[]): string =>
    predictionText({ layers: [qcow2('###', { name: 'a', slots })] }, [json, 'a'], '11.1');
  expect(at([0, 1, 2])).toBe('0+196608 d0 PzD@327680');
  expect(at([1, 2, 0])).toBe('0+131072 d0 PzD@393216; 131072+65536 d0 PzD@327680');
});

test('a window of two bytes moves the offset with it', () => {
  const layers = [qcow2('#.', { name: 'a' })];
  expect(predictionText({ layers }, [json, '-s', '65535', '-l', '2', 'a'], '11.1')).toBe(
    '65535+1 d0 PzD@393215; 65536+1 d0 pZd',
  );
});

test('a huge image with few cells is predicted as quickly as a small one', () => {
  const layers = [qcow2('#', { name: 'a', unit: 2 ** 21, size: 2n ** 61n })];
  expect(predictionText({ layers }, [json, '-s', '1', 'a'], '11.1')).toMatch(
    /; 2097152\+2305843009211596800 d0 pZd$/,
  );
});
