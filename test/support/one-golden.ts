import { join } from 'node:path';
import { readCase } from '../../src/harness/files/read-case.ts';
import { type GoldenCase, goldenFolder } from '../../src/harness/runs/golden/golden-cases.ts';

/** The golden of this name, such as `007-short-backing-file`, without the others: to parse them all takes 0.2 s of CPU. */
export function oneGolden(name: string): GoldenCase {
  const path = join(goldenFolder, 'cases', name);
  return { name, value: readCase(`${path}.case`), recorded: `${path}.out` };
}
