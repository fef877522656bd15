import { readFileSync } from 'node:fs';
import { strerror } from '../../../map/file/strerror.ts';
import type { ReadExtent } from '../../answers/map-text/extent.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { writeWhole } from '../../files/write-whole.ts';
import type { Evidence } from '../../finding/signature/evidence.ts';
import { emptyTally } from '../tally.ts';
import { type CoverageText, coverageOfText, coverageText } from './coverage-text.ts';
import type { Preliminary } from './preliminary.ts';
import type { Result } from './result.ts';
import type { ResultFinding } from './result-finding.ts';

/** The first line of a result file's content: it changes with what the others mean. */
export const resultFormat = 'map-parity result 4';

/** What JSON has of a value: no maps, and of the exact numbers of bytes their decimal digits. */
type Written<T> = T extends bigint
  ? string
  : T extends ReadonlyMap<string, infer Count>
    ? Record<string, Count>
    : T extends object
      ? { [Key in keyof T]: Written<T[Key]> }
      : T;

type ResultText = Written<Omit<Result, 'coverage'>> & {
  readonly format: string;
  readonly coverage: CoverageText;
};

/** Writes a result where another machine can read it; `resultSchema` describes the file. */
export function writeResult(path: string, result: Result): void {
  const text = { format: resultFormat, ...result, coverage: coverageText(result.coverage) };
  writeWhole(path, `${JSON.stringify(text, written, 1)}\n`);
}

function written(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  return typeof value === 'bigint' ? String(value) : value;
}

const foreign = 'not a result of this version of map-parity';

/**
 * Reads what `writeResult` wrote.
 *
 * @throws HarnessError `bad-file` where it can't be read or is no result
 */
export function readResult(path: string): Result {
  try {
    const { format, ...text } = JSON.parse(readFileSync(path, 'utf8')) as ResultText;
    if (format !== resultFormat) throw new Error(foreign);
    const { unmodelled, relations, skipped, oracleErrors } = text.tally;
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
      },
      coverage: coverageOfText(text.coverage),
      findings: text.findings.map(findingOf),
    } as Result;
  } catch (cause) {
    // A key that is missing shows as an error of type.
    const isForeign = cause instanceof SyntaxError || cause instanceof TypeError;
    const why = strerror(cause) ?? (isForeign ? foreign : (cause as Error).message);
    throw new HarnessError('bad-file', `${path}: ${why}`, {
      cause,
    });
  }
}

function preliminaryOf({ finding, ...text }: Written<Preliminary>): Preliminary {
  return { ...text, ...(finding !== undefined && { finding: findingOf(finding) }) };
}

function findingOf({ evidence, ...text }: Written<ResultFinding>): ResultFinding {
  const { at, sides, ...told } = evidence;
  const read: Evidence = {
    ...told,
    ...(at !== undefined && { at: BigInt(at) }),
    sides: sides.map(({ extents, ...side }) => ({
      ...side,
      ...(extents !== undefined && { extents: extents.map(extentOf) }),
    })),
  };
  return { ...text, evidence: read };
}

function extentOf({ start, length, offset, ...text }: Written<ReadExtent>): ReadExtent {
  return {
    ...text,
    start: BigInt(start),
    length: BigInt(length),
    ...(offset !== undefined && { offset: BigInt(offset) }),
  };
}
