import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { jsonText } from '../../src/harness/basics/json-text.ts';
import { lyingOracleCase, writeLyingOracle } from '../support/lying-oracle.ts';
import { programInProcess } from '../support/run-program.ts';

const { folder, run: mapParity } = programInProcess();
const path = (name: string): string => join(folder.path, name);

/** Runs a command with --json, and checks its document against the schema of that command. */
async function documentOf(
  command: string,
  ...words: string[]
): Promise<{ status: number; document: unknown }> {
  const { status, stdout } = await mapParity(command, ...words, '--json');
  const document: unknown = JSON.parse(stdout);
  const schema: unknown = JSON.parse((await mapParity('schema', '--of', command)).stdout);
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema as object);
  validate(document);
  expect(validate.errors).toBeNull();
  return { status, document };
}

/** A lying oracle and a truthful one, and the case that they differ in. */
function programs(): [string, string] {
  folder.put('a.case', printCase(lyingOracleCase.value));
  return [writeLyingOracle(folder.path, 'tells the truth'), writeLyingOracle(folder.path, 'flips one field')];
}

describe('--json prints one document, as its schema has it, and ends as without it', () => {
  test('try', async () => {
    const [truthful, liar] = programs();
    const { status, document } = await documentOf('try', 'a.case', '--oracle', truthful, '--oracle', liar);
    expect(status).toBe(1);
    expect(document).toMatchObject({
      checks: expect.arrayContaining([
        expect.objectContaining({ oracle: truthful, verdict: 'match' }),
        expect.objectContaining({
          oracle: liar,
          verdict: 'divergence',
          blame: 'disputed',
          difference: expect.stringContaining('depth'),
          at: expect.stringMatching(/^\d+$/),
        }),
        expect.objectContaining({ verdict: 'holds', relation: 'overlay' }),
      ]),
    });
  });

  test('try of a qemu-img that prints rubbish', async () => {
    const { status, document } = await documentOf(
      ...(['try', '##', '--oracle', writeLyingOracle(folder.path, 'prints rubbish')] as const),
    );
    expect(status).toBe(3);
    expect(document).toMatchObject({
      checks: expect.arrayContaining([
        expect.objectContaining({ reason: expect.stringMatching(/^rubbish: /) }),
      ]),
    });
  });

  test('explain', async () => {
    writeRecipe(lyingOracleCase.value.recipe, folder.path);
    const { status, document } = await documentOf('explain', 'top.qcow2', '0x1ffff');
    expect(status).toBe(0);
    expect(document).toMatchObject({
      offset: '131071',
      layers: [{ name: 'top.qcow2', answer: 'zeros', lookup: { state: 'zero-plain', unit: { index: '1' } } }],
      extent: { start: '65536', length: '65536', zero: true },
    });
  });

  test('hunt', async () => {
    const [truthful, liar] = programs();
    const { status, document } = await documentOf('hunt', 'a.case', '--oracle', truthful, '--oracle', liar);
    expect(status).toBe(1);
    expect(document).toMatchObject({
      cases: 1,
      changes: [{ first: liar, known: false, after: { oracle: liar } }],
    });
    const [{ stored }] = (document as { changes: [{ stored: string }] }).changes;
    expect(readFileSync(path(stored), 'utf8')).toContain('top.qcow2');
  });

  test('bisect', async () => {
    const [truthful, liar] = programs();
    const { status, document } = await documentOf('bisect', 'a.case', truthful, liar);
    expect(status).toBe(1);
    expect(document).toMatchObject({
      result: 'changed',
      before: { oracle: truthful },
      after: { oracle: liar },
    });
    const unchanged = await documentOf('bisect', 'a.case', truthful, truthful);
    expect(unchanged).toMatchObject({ status: 0, document: { result: 'unchanged' } });
  });

  test('doctor', async () => {
    const [truthful] = programs();
    const { status, document } = await documentOf('doctor', '--oracle', truthful, '--oracle', '/bin/true');
    expect(status).toBe(3);
    expect(document).toMatchObject({ oracles: [{ name: truthful }], lost: [{ name: '/bin/true' }] });
  });
});

test('a mistake is one line on stderr, and there is no document', async () => {
  const { status, stdout, stderr } = await mapParity('try', 'gone.case', '--json');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe('map-parity: gone.case: No such file or directory\n');
});

test('no control character is left in a document', () => {
  expect(jsonText({ name: '\x1b\x9b2J', size: 2n ** 63n })).toBe(
    '{\n "name": "\\u001b\\u009b2J",\n "size": "9223372036854775808"\n}',
  );
});
