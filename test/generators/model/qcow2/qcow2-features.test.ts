import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { predicted, predictionText } from '../prediction-text.ts';

/** Recorded outputs of the four qemu-imgs. 10.0 and 11.1 print the same. */
interface Observed {
  readonly what: string;
  readonly picture: string;
  readonly outputs: Readonly<Record<'5.2' | '7.2' | '11.1', string>>;
}

const observed: readonly Observed[] = [
  {
    what: 'reserved subclusters show what lies below, and lose their offset, up to the end of a short backing file',
    picture: `
base.qcow2 qcow2 16k size=24k extl2 |#|
top.qcow2  qcow2 16k extl2 refcounts=none |[-{16}#{16}][-{20}z{12}].|
map --output=json top.qcow2
`,
    outputs: {
      '5.2':
        '0+8192 d1 zD@81920; 8192+8192 d0 zD@90112; 16384+8192 d1 Zd; 24576+8192 d0 Zd@106496; 32768+16384 d0 Zd',
      '7.2':
        '0+8192 d1 PzD@81920; 8192+8192 d0 PzD@90112; 16384+8192 d1 pZd; 24576+2048 d0 pZd@106496; 26624+6144 d0 PZd@108544; 32768+16384 d0 pZd',
      '11.1':
        '0+8192 d1 PzD@81920; 8192+8192 d0 PzD@90112; 16384+8192 d1 pZd; 24576+2048 d0 pZd@106496; 26624+6144 d0 PZd@108544; 32768+16384 d0 pZd',
    },
  },
  {
    what: 'runs of subclusters go on into the next cluster where its state and offset do',
    picture: `
top.qcow2 qcow2 16k extl2 |[.{31}0][0.{31}]#[#-{31}]|
map --output=json top.qcow2
`,
    outputs: {
      '5.2': '0+32768 d0 Zd; 32768+16896 d0 zD@81920; 49664+15872 d0 Zd@98816',
      '7.2':
        '0+15872 d0 pZd; 15872+1024 d0 PZd; 16896+15872 d0 pZd; 32768+16896 d0 PzD@81920; 49664+15872 d0 pZd@98816',
      '11.1':
        '0+15872 d0 pZd; 15872+1024 d0 PZd; 16896+15872 d0 pZd; 32768+16896 d0 PzD@81920; 49664+15872 d0 pZd@98816',
    },
  },
  {
    what: 'a window within subclusters whose clusters stand in reverse',
    picture: `
top.qcow2 qcow2 16k extl2 |[z{16}#{16}][#{16}z{16}]|
    at 1 0
map --output=json -s 8000 -l 10000 top.qcow2
`,
    outputs: {
      '5.2': '8000+192 d0 Zd@106304; 8192+8192 d0 zD@106496; 16384+1616 d0 zD@81920',
      '7.2': '8000+192 d0 PZd@106304; 8192+8192 d0 PzD@106496; 16384+1616 d0 PzD@81920',
      '11.1': '8000+192 d0 PZd@106304; 8192+8192 d0 PzD@106496; 16384+1616 d0 PzD@81920',
    },
  },
  {
    what: 'in a data file the guest offset is the host offset, and zeros at 0 have none; holes show nowhere',
    picture: `
top.qcow2 qcow2 64k data=d/top.data |z#0~.z#|
map --output=json top.qcow2
`,
    outputs: {
      '5.2':
        '0+65536 d0 Zd; 65536+65536 d0 zD@65536; 131072+65536 d0 Zd; 196608+65536 d0 zD@196608; 262144+65536 d0 Zd; 327680+65536 d0 Zd@327680; 393216+65536 d0 zD@393216',
      '7.2':
        '0+65536 d0 PZd; 65536+65536 d0 PzD@65536; 131072+65536 d0 PZd; 196608+65536 d0 PzD@196608; 262144+65536 d0 pZd; 327680+65536 d0 PZd@327680; 393216+65536 d0 PzD@393216',
      '11.1':
        '0+65536 d0 PZd; 65536+65536 d0 PzD@65536; 131072+65536 d0 PZd; 196608+65536 d0 PzD@196608; 262144+65536 d0 pZd; 327680+65536 d0 PZd@327680; 393216+65536 d0 PzD@393216',
    },
  },
  {
    what: 'with subclusters zeros at the start of a data file have the offset 0',
    picture: `
top.qcow2 qcow2 16k extl2 data=top.data |z-[-{4}#{28}]|
map --output=json top.qcow2
`,
    outputs: {
      '5.2': '0+34816 d0 Zd@0; 34816+14336 d0 zD@34816',
      '7.2': '0+16384 d0 PZd@0; 16384+18432 d0 pZd@16384; 34816+14336 d0 PzD@34816',
      '11.1': '0+16384 d0 PZd@0; 16384+18432 d0 pZd@16384; 34816+14336 d0 PzD@34816',
    },
  },
  {
    what: 'zstd, header bits, narrow refcounts and snapshots change nothing, where zstd is known',
    picture: `
top.qcow2 qcow2 4k zstd refbits=1 dirty corrupt lazy |#cc.c0z|
    snapshot old |zz#c.|
map --output=json top.qcow2
`,
    outputs: {
      '5.2': 'abstains: zstd, which some builds of this version lack',
      '7.2':
        '0+4096 d0 PzD@20480; 4096+8192 d0 PzD; 12288+4096 d0 pZd; 16384+4096 d0 PzD; 20480+4096 d0 PZd; 24576+4096 d0 PZd@24576',
      '11.1':
        '0+4096 d0 PzD@20480; 4096+8192 d0 PzDC; 12288+4096 d0 pZd; 16384+4096 d0 PzDC; 20480+4096 d0 PZd; 24576+4096 d0 PZd@24576',
    },
  },
];

const cases = observed.flatMap(({ what, picture, outputs }) =>
  (['5.2', '7.2', '10.0', '11.1'] as const).map(version => ({
    what,
    picture: picture.trimStart(),
    version,
    expected: outputs[version === '10.0' ? '11.1' : version],
  })),
);

test.each(cases)('$version: $what', ({ picture, version, expected }) => {
  const { recipe, queries } = parseCase(picture);
  expect(predictionText(recipe, queries[0]!, version)).toBe(expected);
});

test('human: the rows of a layer name its data file', () => {
  const { recipe } = parseCase(`base.qcow2 qcow2 64k data=base.data data-raw |#..#|
top.qcow2 qcow2 64k data=top.data |.#..|
`);
  expect(predicted(recipe, ['top.qcow2'], '11.1')).toMatchObject({
    extents: [
      { start: 0n, length: 65536n, offset: 0n, file: 'base.data' },
      { start: 65536n, length: 65536n, offset: 65536n, file: 'top.data' },
      { start: 196608n, length: 65536n, offset: 196608n, file: 'base.data' },
    ],
  });
});

const illegal = 'top.qcow2 qcow2 16k extl2 |#[!.{31}]|';
const bitmap = 'abstains: a bitmap that no program may write';
const doubtful = 'top.qcow2 qcow2 16k extl2 |[#{16}~{16}]|';
const holes = 'abstains: holes that show or not by the blocks of the host';

test.each([
  [illegal, 'map --output=json top.qcow2', 'fails'],
  [illegal, 'map -s 16384 -l 1 top.qcow2', 'fails'],
  [illegal, 'map --output=json -l 16384 top.qcow2', bitmap],
  [illegal, 'map --context=base:allocation top.qcow2', bitmap],
  ['base.qcow2 qcow2 16k extl2 |!.|\ntop.qcow2 qcow2 16k |#.|', 'map --output=json top.qcow2', bitmap],
  [doubtful, 'map --output=json top.qcow2', holes],
  [doubtful, 'map --output=json -l 8192 top.qcow2', '0+8192 d0 PzD@81920'],
  [
    'base.qcow2 qcow2 64k |~.|\ntop.qcow2 qcow2 64k |0.|',
    'map --output=json top.qcow2',
    '0+65536 d0 PZd; 65536+65536 d1 pZd',
  ],
])('the model abstains where it can’t know, and predicts the rest: %s %s', (picture, line, expected) => {
  const { recipe, queries } = parseCase(`${picture}\n${line}\n`);
  expect(predictionText(recipe, queries[0]!, '11.1')).toBe(expected);
});

test('the model abstains for a skeleton with a data file of another layer, which may have holes anywhere', () => {
  const { recipe } = parseCase(`other.raw raw 4k |##|
top.qcow2 qcow2 4k skeleton data=top.data |##|
map top.qcow2`);
  const query = (name: string): string[] => [
    ...['--output=json', '--image-opts'],
    `driver=qcow2,file.filename=top.qcow2,data-file.driver=file,data-file.filename=${name}`,
  ];
  expect(predictionText(recipe, query('top.data'), '11.1')).toBe('0+8192 d0 PzD@0');
  expect(predictionText(recipe, query('other.raw'), '11.1')).toBe(
    'abstains: holes that show or not by the blocks of the host',
  );
});
