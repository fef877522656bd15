import { type ModelHost, predict } from '../../../generators/model/predict.ts';
import { type Profile, profileOf } from '../../map/profile/profile.ts';
import type { Scratch } from '../files/scratch.ts';
import { facilities } from './facilities.ts';
import type { Lab } from './lab.ts';
import type { Oracle } from './oracle/oracle.ts';
import type { Parties } from './parties.ts';
import { inProcess } from './subject/in-process.ts';
import { selectedSubject } from './subject/selected-subject.ts';

/** A lab as plain data, from which another thread makes the same lab. */
export interface PlainLab extends Pick<Scratch, 'holes'>, Pick<Parties, 'limits'> {
  /** The options that select the subject. */
  readonly subject: readonly string[];
  readonly oracles: readonly PlainOracle[];
  readonly host: ModelHost;
}

interface PlainOracle extends Omit<Oracle, 'profile' | 'lacks'> {
  readonly profile: Pick<Profile, 'version' | 'vendor'>;
  /** Names of facilities. */
  readonly lacks?: readonly string[];
}

/**
 * A lab as plain data. Undefined if its subject runs as long as the campaign; or if a party is made otherwise than by the command
 * line: a subject, a model or a profile of a test, or of a program that uses the library.
 */
export function plainLabOf({ parties, scratch: { holes } }: Lab): PlainLab | undefined {
  const { subject, oracles, host, limits, runOraclesIf } = parties;
  if (parties.predict !== predict || runOraclesIf !== undefined) return undefined;
  if (subject !== inProcess && subject.options[0] !== '--subject') return undefined;
  // There is one of it, and node starts it, which a thread with descriptors of its own can't.
  if (subject.close !== undefined) return undefined;
  if (!oracles.every(isPlain)) return undefined;
  const options = [...subject.options];
  return {
    holes,
    subject: options,
    oracles: oracles.map(plainOracle),
    host,
    ...(limits && { limits }),
  };
}

function isPlain({ profile, lacks = [] }: Oracle): boolean {
  const made = Object.entries(profileOf(profile.version, profile.vendor));
  return (
    made.every(([name, value]) => profile[name as keyof Profile] === value) &&
    lacks.every(lack => facilities.some(facility => facility === lack))
  );
}

function plainOracle({ profile: { version, vendor }, lacks, ...rest }: Oracle): PlainOracle {
  return {
    ...rest,
    profile: vendor === undefined ? { version } : { version, vendor },
    ...(lacks !== undefined && { lacks: lacks.map(({ name }) => name) }),
  };
}

/** The parties of a plain lab. */
export function partiesOf({ subject, oracles, host, limits }: PlainLab): Parties {
  return {
    subject: selectedSubject(subject),
    predict,
    oracles: oracles.map(oracleOf),
    host,
    ...(limits && { limits }),
  };
}

function oracleOf({ profile: { version, vendor }, lacks, ...rest }: PlainOracle): Oracle {
  return {
    ...rest,
    profile: profileOf(version, vendor),
    ...(lacks !== undefined && { lacks: facilities.filter(({ name }) => lacks.includes(name)) }),
  };
}
