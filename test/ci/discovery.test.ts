import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discover } from '../../ci/mutants/discovery.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'discovery-test-'));
  mkdirSync(join(folder, 'src/cli'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ofFaultBefore = { findings: [{ known: false, case: 'a', met: { origin: 'seed 1, case 55' } }] };

test.each([
  [2, '', 'the campaign ended with 2, without a result'],
  [
    3,
    'writeFileSync(process.argv.at(-1), JSON.stringify({ findings: [] }));',
    'the campaign checked no case in its time',
  ],
])(
  'a campaign that ends with %i has found nothing, whatever the fault before showed',
  async (status, writes, why) => {
    writeFileSync(join(folder, 'result.json'), JSON.stringify(ofFaultBefore));
    const main = `import { writeFileSync } from 'node:fs';\nif (process.argv[2] === 'run') { ${writes} process.exit(${status}); }\n`;
    writeFileSync(join(folder, 'src/cli/main.ts'), main);
    expect(await discover(folder, { oracle: '11.1', time: '1s' })).toEqual({
      byGoldens: false,
      bySweep: false,
      atCase: undefined,
      findings: 0,
      smallest: why,
    });
  },
);
