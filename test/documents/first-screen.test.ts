import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCase } from '../../generators/recipe/picture/parse-case.ts';
import { printChain } from '../../generators/recipe/picture/print/print-chain.ts';
import { readPastedMap } from '../../src/harness/answers/pasted/read-pasted-map.ts';
import { rebuild } from '../../src/harness/cases/rebuild/rebuild.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import { oneGolden } from '../support/one-golden.ts';
import { readDocument } from './documents.ts';

/** The blocks without a language, in order: a chain, its maps, and the chain made from its maps. */
const [chain, before, since, depth, rebuilt] = readDocument('README.md')
  .blocks.filter(({ language }) => language === '')
  .map(({ text }) => text);

const golden = oneGolden('047-what-present-tells');
const [top, mid, base, , local] = parseGolden(readFileSync(golden.recorded, 'utf8'), golden.value.queries);

describe('the first screen of the README', () => {
  test('shows the chain of a golden case', () => {
    expect(parseCase(chain!).recipe).toEqual(golden.value.recipe);
  });

  test('shows what qemu-img 5.2 and 7.2 print for its top alone', () => {
    expect(golden.value.queries[0]!.at(-1)).toContain('"backing":null');
    expect(before).toBe(top!.outcomes.get('5.2')!.stdout.toString());
    expect(since).toBe(top!.outcomes.get('7.2')!.stdout.toString());
  });

  test('shows what nbdinfo prints for the chain', () => {
    expect(golden.value.queries[4]).toEqual(['--context=qemu:allocation-depth', 'top.qcow2']);
    expect(depth).toBe(local!.outcomes.get('7.2')!.stdout.toString());
  });

  test.each(['7.2', '10.0', '11.1'])(
    'shows the chain rebuilt from the maps that qemu-img %s prints of each layer',
    version => {
      const maps = Object.entries({ base, mid, top }).map(([name, recorded]) =>
        readPastedMap(recorded!.outcomes.get(version)!.stdout, `${name}.json`),
      );
      expect(`${printChain(rebuild(maps).recipe)}\n`).toBe(rebuilt);
    },
  );
});
