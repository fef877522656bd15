import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import type { Result } from '../../../../src/harness/runs/result/result.ts';
import { readResult, writeResult } from '../../../../src/harness/runs/result/result-file.ts';
import { resultSchema } from '../../../../src/harness/runs/result/result-schema.ts';
import { campaignResult, everyPreliminary, faulty } from '../../../support/campaign-result.ts';
import type { Lie } from '../../../support/lying-oracle.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(resultSchema);

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

/** The JSON of a result file, parsed. */
function written(result: Result): Record<string, unknown> {
  const path = join(folder.path, 'result.json');
  writeResult(path, result);
  return JSON.parse(readFileSync(path, 'utf8'));
}

function faultsOf(value: unknown): unknown {
  return validate(value) ? [] : validate.errors;
}

describe('a result file', () => {
  test.each<Lie>(['dies', 'is killed', 'fails without a word', 'prints nothing', 'warns'])(
    'of an oracle that %s is valid by its schema',
    async lie => {
      expect(faultsOf(written(await campaignResult(scratch, { lie, cases: 1 })))).toEqual([]);
    },
  );

  test('of findings, relations and preliminaries is valid by its schema and is read back', async () => {
    const result = await campaignResult(scratch, { subject: faulty, preliminaries: everyPreliminary });
    expect(result.findings.map(({ evidence }) => evidence.blame)).toContain('relation');
    const [finding] = result.findings;
    const stored: Result = {
      ...result,
      preliminaries: [
        ...everyPreliminary,
        { phase: 'stored', name: 's', outcome: 'failed', detail: '', finding: finding! },
      ],
    };
    expect(faultsOf(written(stored))).toEqual([]);
    expect(readResult(join(folder.path, 'result.json'))).toEqual(stored);
  });

  test('of an error of an oracle, whose case is kept or can’t be, is valid by its schema and is read back', async () => {
    const result = await campaignResult(scratch, { lie: 'prints nothing', cases: 1 });
    for (const kept of [{ replay: 'map-parity try a.case' }, { unkept: 'a disk is full' }]) {
      const oracleErrors = new Map(
        [...result.tally.oracleErrors].map(([error, count]) => [
          error,
          { ...count, example: { ...count.example, ...kept } },
        ]),
      );
      const stored: Result = { ...result, tally: { ...result.tally, oracleErrors } };
      expect(faultsOf(written(stored))).toEqual([]);
      expect(readResult(join(folder.path, 'result.json'))).toEqual(stored);
    }
  });

  test('identifies the program of an oracle', async () => {
    const { oracles } = await campaignResult(scratch, { lie: 'tells the truth', cases: 1 });
    expect(oracles).toEqual([
      {
        name: expect.stringMatching(/that-tells-the-truth$/),
        banner: expect.stringContaining('11.1'),
        path: expect.stringMatching(/that-tells-the-truth$/),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });
});

describe('the schema', () => {
  test('allows neither unknown keys nor missing ones nor wrong types', async () => {
    const { seed, ...text } = written(await campaignResult(scratch, { cases: 1 }));
    expect(faultsOf({ ...text, seed, more: 1 })).not.toEqual([]);
    expect(faultsOf(text)).not.toEqual([]);
    expect(faultsOf({ ...text, seed: 'one' })).not.toEqual([]);
  });
});
