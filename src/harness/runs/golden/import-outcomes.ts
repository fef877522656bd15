import { isUtf8 } from 'node:buffer';
import { printQuery } from '../../../../generators/recipe/picture/print/print-query.ts';
import type { Outcome } from '../../answers/outcome.ts';
import type { GoldenCase } from './golden-cases.ts';
import type { MeasuredOutcome } from './measured-outcomes.ts';
import { type Recording, recordingOf } from './recording.ts';

/** The result of an import, before anything is written. */
export interface Import {
  readonly recordings: readonly Recording[];
  /** Outcomes that no golden can hold, each by case and query, with the reason. */
  readonly leftOut: readonly string[];
  /** Golden cases of which the file lacks outcomes. */
  readonly unmeasured: readonly string[];
}

/** Compares outcomes that were measured elsewhere, as sections of `version`, with the records of the golden cases. */
export function importOutcomes(
  measured: readonly MeasuredOutcome[],
  version: string,
  cases: readonly GoldenCase[],
): Import {
  const recordings: Recording[] = [];
  const unmeasured: string[] = [];
  const leftOut = measured.flatMap(outcome => reasonToLeaveOut(outcome, cases) ?? []);
  for (const golden of cases) {
    const own = measured.filter(
      each => each.case === golden.name && reasonToLeaveOut(each, cases) === undefined,
    );
    const outcomes = golden.value.queries.map(
      query => own.find(each => isSameQuery(each.query, query))?.outcome,
    );
    if (outcomes.some(outcome => outcome === undefined)) unmeasured.push(golden.name);
    if (outcomes.every(outcome => outcome === undefined)) continue;
    const news = golden.value.queries.map((query, index) => ({
      query,
      outcomes: sectionOf(version, outcomes[index]),
    }));
    recordings.push(recordingOf(golden, news));
  }
  return { recordings, leftOut, unmeasured };
}

function sectionOf(version: string, outcome: Outcome | undefined): Map<string, Outcome> {
  return new Map(outcome === undefined ? [] : [[version, outcome]]);
}

function reasonToLeaveOut(
  { case: name, query, outcome }: MeasuredOutcome,
  cases: readonly GoldenCase[],
): string | undefined {
  const golden = cases.find(each => each.name === name);
  if (golden === undefined) return `${name}: no golden case has this name`;
  const place = `${name}: ${printQuery(query)}`;
  if (!golden.value.queries.some(each => isSameQuery(each, query))) return `${place}: no query of the case`;
  if (outcome.end.kind === 'signal') return `${place}: a crash, and a golden holds no crashes`;
  const isText = [outcome.stdout, outcome.stderr].every(isUtf8);
  return isText ? undefined : `${place}: output that isn't UTF-8, and a golden is text`;
}

const isSameQuery = (a: readonly string[], b: readonly string[]): boolean => a.join('\0') === b.join('\0');
