import type { Fit } from '../parties/fit-profile.ts';
import type { FoundOracles } from '../parties/oracle/find-oracles.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import { defaultLimits } from '../parties/oracle/program.ts';
import { lacksLine, oracleLines, profileLine } from './oracle-lines.ts';

/** An oracle with all that it was found to lack, and what it behaves like. */
export interface ExaminedOracle {
  readonly oracle: Oracle;
  readonly fit: Fit;
}

/** A folder for temporary files: the smallest hole that it keeps, in bytes, or why it keeps none. */
export type ScratchFact = { readonly folder: string } & (
  | { readonly holeGranularity: bigint }
  | { readonly noHoles: string }
);

/** Facts about an installation; texts are for people. */
export interface Facts {
  readonly version: string;
  readonly system: string;
  readonly found: FoundOracles;
  readonly examined: readonly ExaminedOracle[];
  readonly nbdinfo: string;
  readonly nbdkit: string;
  readonly cache: string;
  readonly koffi: string;
  readonly scratch: readonly ScratchFact[];
  /** Those that started programs inherit, one a line. */
  readonly limits: readonly string[];
}

/** The facts in sections, each title before its first line. */
export function doctorLines(facts: Facts): string[] {
  const { found, examined } = facts;
  const sections: [string, readonly string[]][] = [
    ['map-parity', [facts.version]],
    ['system', [facts.system]],
    ['oracles', oracleLines(found)],
    ['profiles', examined.map(({ oracle, fit }) => profileLine(oracle, fit))],
    ['lacks', examined.map(({ oracle }) => lacksLine(oracle))],
    ['nbdinfo', [facts.nbdinfo]],
    ['nbdkit', [facts.nbdkit]],
    ['cache', [facts.cache]],
    ['koffi', [facts.koffi]],
    ['scratch', facts.scratch.map(scratchText)],
    ['one start', [`${defaultLimits.milliseconds / 1000} s, ${defaultLimits.bytes / 2 ** 20} MiB of output`]],
    ['limits', facts.limits],
  ];
  return sections.flatMap(([title, lines]) =>
    lines.map((line, index) => `${(index === 0 ? title : '').padEnd(10)}  ${line}`),
  );
}

function scratchText(fact: ScratchFact): string {
  return 'noHoles' in fact
    ? `${fact.folder}: keeps no holes: ${fact.noHoles}`
    : `${fact.folder}: keeps holes of ${fact.holeGranularity} bytes`;
}
