import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCase } from '../generators/recipe/picture/parse-case.ts';
import { printChain } from '../generators/recipe/picture/print-chain.ts';
import { readPasted } from '../src/harness/answers/map-text/read-pasted.ts';
import { rebuild } from '../src/harness/cases/rebuild/rebuild.ts';
import { goldenCases } from '../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../src/harness/runs/golden/golden-text.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
/** The fenced blocks without a language, in order: a chain, what is said of it, and the chain made from its maps. */
const [chain, before, since, depth, rebuilt] = [...readme.matchAll(/^```\n(.*?)^```$/gms)].map(
  match => match[1]!,
);

const golden = goldenCases().find(({ name }) => name.endsWith('what-present-tells'))!;
const [top, mid, base, , local] = parseGolden(readFileSync(golden.recorded, 'utf8'), golden.value.queries);

describe('the first screen of the README', () => {
  test('shows the chain of a golden case', () => {
    expect(parseCase(chain!).recipe).toEqual(golden.value.recipe);
  });

  test('shows what qemu-img 5.2 and 7.2 said of its top alone', () => {
    expect(golden.value.queries[0]!.at(-1)).toContain('"backing":null');
    expect(before).toBe(top!.outcomes.get('5.2')!.stdout.toString());
    expect(since).toBe(top!.outcomes.get('7.2')!.stdout.toString());
  });

  test('shows what nbdinfo said of the chain', () => {
    expect(golden.value.queries[4]).toEqual(['--context=qemu:allocation-depth', 'top.qcow2']);
    expect(depth).toBe(local!.outcomes.get('7.2')!.stdout.toString());
  });

  test.each(['7.2', '10.0', '11.1'])(
    'shows the chain rebuilt from what qemu-img %s said of each layer',
    version => {
      const maps = Object.entries({ base, mid, top }).map(([name, recorded]) =>
        readPasted(recorded!.outcomes.get(version)!.stdout, `${name}.json`),
      );
      expect(`${printChain(rebuild(maps).recipe)}\n`).toBe(rebuilt);
    },
  );
});

describe('the commands of the README', () => {
  test.each([...readme.matchAll(/^ci\/[a-z-]+/gm)].map(match => match[0]))('%s is there', command => {
    expect(readFileSync(new URL(`../${command}`, import.meta.url), 'utf8')).toMatch(/^#!/);
  });
});
