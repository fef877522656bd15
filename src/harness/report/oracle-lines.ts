import type { Profile } from '../../map/profile/profile.ts';
import { type Fit, probes } from '../parties/fit-profile.ts';
import { oraclesHint } from '../parties/oracle/cache/oracles-hint.ts';
import type { FoundOracles } from '../parties/oracle/find-oracles.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import { queryLine } from './words/query-line.ts';

/** One line for each oracle: its name and exact version, or what is wrong with it. */
export function oracleLines({ oracles, lost }: FoundOracles): string[] {
  if (oracles.length + lost.length === 0) return [`no real qemu-img. ${oraclesHint('name one by --oracle')}`];
  return [
    ...oracles.flatMap(oracle => [`${oracle.name.padEnd(5)} ${oracle.banner}`, ...lackingLines(oracle)]),
    ...lost.map(({ name, error }) => `${name.padEnd(5)} ${error.kind}: ${error.detail}`),
  ];
}

/** A line about what a build lacks; none for a complete one, or one that was not examined. */
function lackingLines(oracle: Oracle): string[] {
  const names = lackedBy(oracle);
  if (oracle.lacks === undefined || names.length === 0) return [];
  return [`      lacks ${names.join('; ')}: queries that need it are skipped`];
}

/** What an oracle that was examined lacks: for `doctor`. */
export function lacksLine(oracle: Oracle): string {
  return `${oracle.name.padEnd(5)} ${lackedBy(oracle).join('; ') || 'nothing that cases use'}`;
}

/** Names of what an oracle that was examined lacks. */
export function lackedBy({ lacks = [], nbd }: Oracle): string[] {
  const names = lacks.map(({ name }) => name);
  return nbd.kind === 'incomplete' ? [...names, `NBD contexts (${nbd.reason})`] : names;
}

/** Queries that a line about a fit names: they show what differs; more would hide it. */
const namedQueries = 4;

/** A line about an oracle that doesn't behave as its version; undefined if it does. */
export function fitLine({ name, profile }: Oracle, { kind, profile: fitted, by }: Fit): string | undefined {
  const reports = `${name} reports version ${profile.version}`;
  const more = by.length > namedQueries ? `; and ${by.length - namedQueries} more` : '';
  const queries = by.slice(0, namedQueries).map(queryLine).join('; ') + more;
  switch (kind) {
    case 'as its version':
    case 'without an answer':
      return undefined;
    case 'as another':
      return `${reports} but behaves as ${profileName(fitted)}: it is compared with that profile, because of: ${queries}`;
    case 'as none known':
      return `${reports} but behaves like no known version; it differs from ${profileName(fitted)} in: ${queries}`;
  }
}

/** The profile that an oracle is compared with, and what it was fitted by: for `doctor`. */
export function profileLine(oracle: Oracle, fit: Fit): string {
  const named = `${oracle.name.padEnd(5)} ${profileName(fit.profile)}`;
  if (fit.kind === 'as its version')
    return `${named}, by its answers to ${fit.by.length} of ${probes.length} probes`;
  if (fit.kind === 'without an answer')
    return `${named}, by its version alone: no answer to ${fit.by.map(queryLine).join('')}`;
  return fitLine(oracle, fit)!;
}

/** `10.0.13 of Debian`, `9.2`. */
function profileName({ version, vendor }: Profile): string {
  return vendor === undefined ? version : `${version} of ${vendor}`;
}
