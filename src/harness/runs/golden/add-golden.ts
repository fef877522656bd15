import { join } from 'node:path';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import type { Scratch } from '../../files/scratch.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { type GoldenCase, goldenCases, goldenFolder, goldenNumber } from './golden-cases.ts';
import { recordGolden, requireAllVersions } from './record.ts';
import { writeRecording } from './recording.ts';

/**
 * Makes a case the next golden and records it from the oracles. `note` replaces its notes; the file is named after `name`,
 * or after the note. Nothing is written before all oracles have answered. Undefined if `cancel` fires before.
 *
 * @throws HarnessError `golden-there` if a golden of this chain and these queries exists; as `recordGolden`
 */
export async function addGolden(
  { recipe, queries }: Case,
  { note, name = note }: { readonly note: string; readonly name?: string },
  oracles: readonly Oracle[],
  scratch: Scratch,
  cancel: AbortSignal,
): Promise<GoldenCase | undefined> {
  const value: Case = { notes: [note], recipe, queries };
  const cases = goldenCases();
  const duplicate = cases.find(golden => textOf(golden.value) === textOf(value));
  if (duplicate !== undefined)
    throw new HarnessError('golden-there', `this case exists already: ${duplicate.name}`);
  const fullName = `${String(nextNumber(cases)).padStart(3, '0')}-${slug(name)}`;
  const path = join(goldenFolder, 'cases', fullName);
  const golden: GoldenCase = { name: fullName, value, recorded: `${path}.out` };
  requireAllVersions(oracles);
  const recording = await recordGolden(golden, oracles, scratch, cancel);
  if (recording === undefined) return undefined;
  writeRecording(recording);
  writeAtomically(`${path}.case`, printCase(value));
  return golden;
}

/** The number after the last one. */
function nextNumber(cases: readonly GoldenCase[]): number {
  return Math.max(0, ...cases.flatMap(({ name }) => goldenNumber(name) ?? [])) + 1;
}

const textOf = (value: Case): string => printCase({ ...value, notes: [] });

/** The words of a text in lower case, joined by hyphens: at most fifty characters, cut after a word. */
function slug(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ['case'];
  const fitting = words.filter((_, index) => words.slice(0, index + 1).join('-').length <= 50);
  return fitting.length === 0 ? words[0]!.slice(0, 50) : fitting.join('-');
}
