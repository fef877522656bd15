import { readFileSync } from 'node:fs';
import { goldenCases } from '../../runs/golden/golden-cases.ts';
import { parseGolden } from '../../runs/golden/golden-text.ts';
import type { AnsweredCase } from './corpus.ts';

/** The golden cases with their recorded outcomes; needs no qemu-img. */
export function* recordedAnswers(): Generator<AnsweredCase> {
  for (const { name, value, recorded } of goldenCases())
    yield { name, value, goldens: parseGolden(readFileSync(recorded, 'utf8'), value.queries) };
}
