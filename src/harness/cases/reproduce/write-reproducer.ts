import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { fillFolder, makeFolder } from '../../files/output-folder.ts';
import { serveLayers } from '../../parties/serve-layers.ts';
import { bugReportScript } from './bug-report.ts';
import type { Expected } from './expectation.ts';
import { iotestOf } from './iotest.ts';
import { reproducerOf } from './reproducer.ts';

/** The paths of a written reproducer. */
export interface WrittenReproducer {
  readonly script: string;
  readonly iotest: string;
  readonly images: string;
}

const executable = { mode: 0o755 };

/**
 * Writes a reproducer into a new folder: the script for a bug report, the test for qemu's own suite with its expected
 * output, the case, and its image files in a subfolder. `expect` makes the expected outcomes from these files.
 *
 * @throws HarnessError `bad-file` if the folder exists
 * @throws WriteError if the chain can't be written as files
 */
export async function writeReproducer(
  value: Case,
  folder: string,
  iotestName: string,
  expect: (images: string) => Promise<Expected>,
): Promise<WrittenReproducer> {
  if (existsSync(folder))
    throw new HarnessError('bad-file', `${folder} exists already`, { next: 'Choose another folder.' });
  const images = join(folder, 'images');
  const paths = { script: join(folder, 'reproduce.sh'), iotest: join(folder, iotestName), images };
  return fillFolder(folder, async () => {
    makeFolder(images);
    writeRecipe(value.recipe, images);
    const reproducer = reproducerOf(value, await whileServed(value, images, expect));
    const iotest = iotestOf(iotestName, reproducer);
    writeFileSync(join(folder, 'chain.case'), printCase(value));
    writeFileSync(paths.script, bugReportScript(reproducer), executable);
    writeFileSync(paths.iotest, iotest.script, executable);
    writeFileSync(`${paths.iotest}.out`, iotest.out);
    return paths;
  });
}

/** What `expect` makes of the images while the layers that are to be served are. */
async function whileServed(
  { recipe }: Case,
  images: string,
  expect: (images: string) => Promise<Expected>,
): Promise<Expected> {
  const serving = await serveLayers(recipe, images);
  if (serving.kind === 'skipped') {
    throw new HarnessError('no-oracle', serving.reason, { next: 'Leave nbd= out of the case.' });
  }
  try {
    return await expect(images);
  } finally {
    await serving.stop();
  }
}
