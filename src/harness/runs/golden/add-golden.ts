import { join } from 'node:path';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import type { Scratch } from '../../files/scratch.ts';
import { writeWhole } from '../../files/write-whole.ts';
import type { Oracle } from '../../parties/oracle/find.ts';
import { type GoldenCase, goldenCases, goldenFolder } from './golden-cases.ts';
import { demandRecorded, recordGolden } from './record.ts';
import { writeRecording } from './recording.ts';

/**
 * Makes a case the next golden, recorded from the oracles: with `note` in the place of its notes, and named for `name`, or
 * for the note. Nothing is written before all has been asked.
 *
 * @throws HarnessError `golden-there` where a golden case of this chain and these queries exists; as `recordGolden` does
 */
export async function addGolden(
  { recipe, queries }: Case,
  { note, name = note }: { readonly note: string; readonly name?: string },
  oracles: readonly Oracle[],
  scratch: Scratch,
): Promise<GoldenCase> {
  const value: Case = { notes: [note], recipe, queries };
  const cases = goldenCases();
  const twin = cases.find(other => textOf(other.value) === textOf(value));
  if (twin !== undefined) throw new HarnessError('golden-there', `this case is there already: ${twin.name}`);
  const fullName = `${String(cases.length + 1).padStart(3, '0')}-${slug(name)}`;
  const path = join(goldenFolder, 'cases', fullName);
  const golden: GoldenCase = { name: fullName, value, recorded: `${path}.out` };
  demandRecorded(oracles);
  const recording = await recordGolden(golden, oracles, scratch);
  writeRecording(recording);
  writeWhole(`${path}.case`, printCase(value));
  return golden;
}

const textOf = (value: Case): string => printCase({ ...value, notes: [] });

/** Words in lower case with hyphens between, at most fifty characters of them, cut after a word. */
function slug(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ['case'];
  const fitting = words.filter((_, index) => words.slice(0, index + 1).join('-').length <= 50);
  return fitting.length === 0 ? words[0]!.slice(0, 50) : fitting.join('-');
}
