import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { commandText } from '../../../support/command-text.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const { map, refused } = mapOptionsIn(folder.path);

/** An image with these edits, open for writing. */
function written(edits: string): string {
  writeRecipe(parseCase(`a.parallels parallels 64k |#.#|\n${edits}`).recipe, folder.path);
  return 'driver=parallels,file.filename=a.parallels,read-only=off';
}

const inUse = '    set byte[0x2c] = 596e6f74\n';

// Measured with images of qemu-img 7.2, 10.0 and 11.1. A real qemu-img repairs the file, so that no golden has these.
test('an image that was not closed is refused by 7.2, and marked as closed by 10.0', () => {
  const options = written(inUse);
  expect(refused(options, { version: '7.2' })).toBe(
    'parallels: Image was not closed correctly; cannot be opened read/write\n',
  );
  const readOnly = map(options.replace(',read-only=off', ''));
  expect(map(options)).toEqual({ ...readOnly, stderr: 'Repairing image was not closed correctly\n' });
});

test.each([
  ['a cluster past the end', '    set table[1] = 99\n'],
  ['two clusters in one place', '    set table[1] = 1\n'],
  ['data that begin in a cluster', '    set byte[0x30] = 07000000\n'],
  ['space at the end of an image that was not closed', `${inUse}    set length = 0x80000\n`],
])('%s: the repair is left to qemu-img', (_, edits) => {
  const { status } = commandText(['--image-opts', written(edits)], folder.path);
  expect(status).toContain('a repair of a Parallels image is not supported yet');
});

test('space at the end alone is left as it is', () => {
  const options = written('    set length = 0x80000\n');
  expect(map(options)).toEqual(map(options.replace(',read-only=off', '')));
});
