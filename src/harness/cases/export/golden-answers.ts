import { readFileSync } from 'node:fs';
import { goldenCases } from '../../runs/golden/golden-cases.ts';
import { parseGolden } from '../../runs/golden/golden-text.ts';
import type { Answered } from './corpus.ts';

/** The golden cases with what was recorded for them: no qemu-img is asked. */
export function* goldenAnswers(): Generator<Answered> {
  for (const { name, value, recorded } of goldenCases())
    yield { name, value, goldens: parseGolden(readFileSync(recorded, 'utf8'), value.queries) };
}
