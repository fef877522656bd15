import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { predictionText } from '../prediction-text.ts';

/** The prediction for the last layer. */
function text(picture: string, ...options: readonly string[]): string {
  const { recipe } = parseCase(picture);
  return predictionText(recipe, ['--output=json', ...options, recipe.layers.at(-1)!.name], '11.1');
}

// What real qemu-imgs print for them stands in golden/cases.
test.each([
  [
    'blocks without a place are zeros of the layer',
    'a vdi 1M |.0#~|\n',
    '0+2097152 d0 PZd; 2097152+2097152 d0 PzD@1024',
  ],
  [
    'an extent ends where the file goes on elsewhere',
    'a vdi 1M |##|\n    at 1 0\n',
    '0+1048576 d0 PzD@1049600; 1048576+1048576 d0 PzD@1024',
  ],
  ['the last sector of a vdi image counts', 'a vdi 1M size=1000001 |.|\n', '0+1000448 d0 PZd'],
  [
    'so a fixed one of part of a sector is empty, and opens',
    'a vpc 512 size=5 sub=fixed |#|\nb qcow2 512 |.|\n',
    '0+512 d0 pZd',
  ],
  ['that of a vpc image does not', 'a vpc 64k size=60001 |.|\n', '0+59904 d0 PZd'],
  [
    'a vpc block has a bitmap in front of it',
    'a vpc 64k |##|\n',
    '0+65536 d0 PzD@2560; 65536+65536 d0 PzD@68608',
  ],
  ['small vpc blocks have none', 'a vpc 2k |##|\n', '0+4096 d0 PzD@2048'],
  [
    'holes of a static vdi image show, in blocks of the host, of which the first has the tables too',
    'a vdi 1M sub=static |[~{16}#~{15}].|\n',
    '0+3072 d0 PzD@1024; 3072+520192 d0 PZD@4096; 523264+36864 d0 PzD@524288; 560128+488448 d0 PZD@561152; 1048576+1048576 d0 PZd',
  ],
  [
    'those of a dynamic one do not',
    'a vdi 1M |[~{16}#~{15}].|\n',
    '0+1048576 d0 PzD@1024; 1048576+1048576 d0 PZd',
  ],
  [
    'map is told nothing of the blocks of a vhdx image, and no part of a sector counts',
    'a vhdx 1M size=2000001 |.#|\n',
    '0+1999872 d0 PzD',
  ],
  ['one without a byte is empty', 'a vhdx 1M size=0 ||\n', '0+0 d0 pzd'],
  [
    'a qed image over another one has depth 0, and part of a sector counts',
    'b qed 4k |#.~0|\na qed 4k size=20001 |.0.#.|\n    at 1\n',
    '0+4096 d1 PzD@20480; 4096+4096 d0 PZd; 8192+4096 d1 PzD@24576; 12288+4096 d0 PzD@24576; 16384+4096 d0 pZd',
  ],
  [
    'a qed image names raw files as raw',
    'b raw 4k |#.|\na qed 4k size=12k |..|\n',
    '0+4096 d1 PzD@0; 4096+4096 d1 PZd@4096; 8192+4096 d0 pZd',
  ],
  [
    'a qed image without a backing file is cut off',
    'b raw 512 |#.|\na qed 4k backing=none |.|\n',
    '0+4096 d0 pZd',
  ],
  [
    'a qcow image has compressed clusters, and no clusters of zeros',
    'b raw 4k |#|\na qcow 512 size=2001 |.#c~|\n    at 1 0\n',
    '0+512 d1 PzD@0; 512+512 d0 PzD@3072; 1024+512 d0 PzDC; 1536+512 d0 PzD@2560',
  ],
  [
    'a layer above leaves bytes open to it, and its end shows',
    'b vdi 1M |#.|\na qcow2 1M size=3M |.{2}|\n',
    '0+1048576 d1 PzD@1024; 1048576+1048576 d1 PZd; 2097152+1048576 d0 pZd',
  ],
])('%s', (_, picture, expected) => {
  expect(text(picture)).toBe(expected);
});

test('what some builds lack is not predicted for the versions of these builds', () => {
  const { recipe } = parseCase('a parallels 4k |.##|\n    at 1 0\n');
  const query = ['--output=json', 'a'];
  expect(predictionText(recipe, query, '11.1')).toBe(
    '0+4096 d0 pZd; 4096+4096 d0 PzD@8192; 8192+4096 d0 PzD@4096',
  );
  expect(predictionText(recipe, query, '5.2')).toBe(
    'abstains: a format that some builds of this version lack',
  );
});

test('a fixed vpc image is its file up to its footer, if the query names the format', () => {
  const picture = 'a vpc 64k size=100000 sub=fixed |#~|\n';
  expect(text(picture, '-f', 'vpc')).toBe(
    '0+65536 d0 PzD@0; 65536+32768 d0 PZD@65536; 98304+1536 d0 PzD@98304',
  );
  expect(text(picture)).toBe('abstains: a format that is not the file’s');
});

test('without a byte a fixed image is refused, and a dynamic one is empty', () => {
  expect(text('a vpc 64k sub=fixed ||\n', '-f', 'vpc')).toBe('refused');
  expect(text('a vpc 64k ||\n')).toBe('0+0 d0 pzd');
});

test('options that a block format lacks are refused', () => {
  const { recipe } = parseCase('b vdi 1M |#|\na vdi 1M |.|\n');
  const options = 'driver=vdi,file.filename=a,encrypt.key-secret=s';
  expect(predictionText(recipe, ['--object=secret,id=s,data=x', '--image-opts', options], '11.1')).toBe(
    'refused',
  );
});
