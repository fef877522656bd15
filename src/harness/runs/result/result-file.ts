import { readFileSync } from 'node:fs';
import { strerror } from '../../../map/file/strerror.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { jsonText } from '../../basics/json-text.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import type { Evidence } from '../../finding/signature/evidence.ts';
import { emptyTally } from '../tally.ts';
import { type CoverageText, coverageOfText, coverageText } from './coverage-text.ts';
import type { Preliminary } from './preliminary.ts';
import type { Result } from './result.ts';
import type { ResultFinding } from './result-finding.ts';

/** The value of `format` in a result file: it changes when the meaning of the other keys does. */
export const resultFormat = 'map-parity result 7';

/** The type of a value in JSON: a map is an object, and an exact number of bytes is a string of digits. */
type Json<T> = T extends bigint
  ? string
  : T extends ReadonlyMap<string, infer Count>
    ? Record<string, Count>
    : T extends object
      ? { [Key in keyof T]: Json<T[Key]> }
      : T;

type ResultText = Json<Omit<Result, 'coverage'>> & {
  readonly format: string;
  readonly coverage: CoverageText;
};

/** Writes a result to a file; `resultSchema` describes its format. */
export function writeResult(path: string, result: Result): void {
  const text = { format: resultFormat, ...result, coverage: coverageText(result.coverage) };
  writeAtomically(path, `${jsonText(text)}\n`);
}

const foreign = 'not a result of this version of map-parity';

/**
 * Reads a file that `writeResult` wrote.
 *
 * @throws HarnessError `bad-file` if it can't be read or isn't a result
 */
export function readResult(path: string): Result {
  try {
    const { format, ...text } = JSON.parse(readFileSync(path, 'utf8')) as ResultText;
    if (format !== resultFormat) throw new Error(foreign);
    const { unmodelled, relations, skipped, oracleErrors, unanswered, features } = text.tally;
    return {
      ...text,
      preliminaries: text.preliminaries.map(preliminaryOf),
      tally: {
        ...emptyTally(),
        ...text.tally,
        unmodelled: new Map(Object.entries(unmodelled)),
        relations: new Map(Object.entries(relations)),
        skipped: new Map(Object.entries(skipped)),
        oracleErrors: new Map(Object.entries(oracleErrors)),
        unanswered: new Map(Object.entries(unanswered)),
        features: new Map(Object.entries(features)),
      },
      coverage: coverageOfText(text.coverage),
      findings: text.findings.map(findingOf),
    } as Result;
  } catch (cause) {
    // A missing key causes a TypeError.
    const isForeign = cause instanceof SyntaxError || cause instanceof TypeError;
    const why = strerror(cause) ?? (isForeign ? foreign : (cause as Error).message);
    throw new HarnessError('bad-file', `${path}: ${why}`, {
      cause,
    });
  }
}

function preliminaryOf({ finding, ...text }: Json<Preliminary>): Preliminary {
  return { ...text, ...(finding !== undefined && { finding: findingOf(finding) }) };
}

function findingOf({ evidence, ...text }: Json<ResultFinding>): ResultFinding {
  const { at, sides, ...rest } = evidence;
  const read: Evidence = {
    ...rest,
    ...(at !== undefined && { at: BigInt(at) }),
    sides: sides.map(({ extents, ...side }) => ({
      ...side,
      ...(extents !== undefined && { extents: extents.map(extentOf) }),
    })),
  };
  return { ...text, evidence: read };
}

function extentOf({ start, length, offset, ...text }: Json<ReadExtent>): ReadExtent {
  return {
    ...text,
    start: BigInt(start),
    length: BigInt(length),
    ...(offset !== undefined && { offset: BigInt(offset) }),
  };
}
