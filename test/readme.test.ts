import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCase } from '../generators/recipe/picture/parse-case.ts';
import { goldenCases } from '../src/harness/golden/golden-cases.ts';
import { parseGolden } from '../src/harness/golden/golden-text.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
/** The fenced blocks without a language, in order: the chain, what 5.2 says, what later versions say. */
const [chain, before, since] = [...readme.matchAll(/^```\n(.*?)^```$/gms)].map(match => match[1]!);

const golden = goldenCases().find(({ name }) => name.endsWith('what-present-tells'))!;
const [cut] = parseGolden(readFileSync(golden.recorded, 'utf8'), golden.value.queries);

describe('the first screen of the README', () => {
  it('shows the chain of a golden case', () => {
    expect(parseCase(chain!).recipe).toEqual(golden.value.recipe);
  });

  it('shows what qemu-img 5.2 and 7.2 said of its top alone', () => {
    expect(golden.value.queries[0]!.at(-1)).toContain('"backing":null');
    expect(before).toBe(cut!.outcomes.get('5.2')!.stdout.toString());
    expect(since).toBe(cut!.outcomes.get('7.2')!.stdout.toString());
  });
});

describe('the commands of the README', () => {
  it.each([...readme.matchAll(/^ci\/[a-z-]+/gm)].map(match => match[0]))('%s is there', command => {
    expect(readFileSync(new URL(`../${command}`, import.meta.url), 'utf8')).toMatch(/^#!/);
  });
});
