import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCase } from '../../../../../generators/recipe/picture/parse-case.ts';
import { compressedContent } from '../../../../../generators/write/qcow2/compressed/compressed.ts';
import { writeRecipe } from '../../../../../generators/write/write-recipe.ts';
import { findOracles } from '../../../../../src/harness/parties/oracle/find-oracles.ts';
import { testFolder } from '../../../../support/test-folder.ts';

/** Debian built 5.2 without zstd. */
const oracles = (await findOracles()).oracles.filter(({ name }) => name !== '5.2');
const folder = testFolder();
/** One cluster of each content, and one more. */
const count = 5;

test.each(oracles.flatMap(oracle => [512, 4096, 65536, 2 ** 18, 2 ** 21].map(size => ({ oracle, size }))))(
  'qemu-img $oracle.name maps and reads clusters of $size bytes',
  ({ oracle: { program }, size }) => {
    writeRecipe(parseCase(`top.qcow2 qcow2 ${size} zstd |${'c'.repeat(count)}|`).recipe, folder.path);
    const qemuImg = (...words: string[]): string =>
      execFileSync(program.file, [...program.leading, ...words], { cwd: folder.path }).toString();
    const extents = JSON.parse(qemuImg('map', '--output=json', 'top.qcow2')) as {
      length: number;
      data: boolean;
    }[];
    expect(extents.map(({ length, data }) => ({ length, data }))).toEqual([
      { length: count * size, data: true },
    ]);
    qemuImg('convert', '-O', 'raw', 'top.qcow2', 'read.raw');
    const contents = Array.from({ length: count }, (_, ordinal) => compressedContent(size, ordinal));
    expect(readFileSync(join(folder.path, 'read.raw')).equals(Buffer.concat(contents))).toBe(true);
  },
);
