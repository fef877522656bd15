import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { StoredSighting } from '../../finding/investigate.ts';
import type { Rechecked } from '../../finding/recheck.ts';
import type { SeenFault } from '../../finding/seen-fault.ts';
import type { StoredFinding } from '../../finding/store/finding-folder.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { fromPlainCheck, type PlainCheck, toPlainCheck } from '../../verdict/plain-check.ts';
import type { CaseRecord } from './case/case-record.ts';

/** A stored sighting as plain data: oracles and relations by name. */
export interface PlainSighting {
  readonly stored: StoredFinding;
  readonly value: Case;
  readonly check: PlainCheck;
}

export function toPlainSighting({ stored, sighting: { value, check } }: StoredSighting): PlainSighting {
  return { stored, value, check: toPlainCheck(check) };
}

export function fromPlainSighting(
  { stored, value, check }: PlainSighting,
  oracles: readonly Oracle[],
): StoredSighting {
  return { stored, sighting: { value, check: fromPlainCheck(check, oracles) } };
}

/** What the checks of a stored finding say, as plain data. */
export type PlainRechecked =
  | Exclude<Rechecked, { readonly seen: StoredSighting }>
  | (Omit<Extract<Rechecked, { readonly seen: StoredSighting }>, 'seen'> & { readonly seen: PlainSighting });

export function toPlainRechecked(result: Rechecked): PlainRechecked {
  return 'seen' in result ? { ...result, seen: toPlainSighting(result.seen) } : result;
}

export function fromPlainRechecked(result: PlainRechecked, oracles: readonly Oracle[]): Rechecked {
  return 'seen' in result ? { ...result, seen: fromPlainSighting(result.seen, oracles) } : result;
}

/** A fault as plain data. */
interface PlainFault {
  readonly sighting: PlainSighting;
  readonly coarse: string;
  readonly oracle: string;
  readonly at: number;
  readonly origin: string;
}

interface WithFaults {
  readonly faults: readonly SeenFault[];
}

/** A record with faults as plain data. */
export type PlainRecord<Whole extends WithFaults = CaseRecord> = Omit<Whole, 'faults'> & {
  readonly faults: readonly PlainFault[];
};

export function toPlainRecord<Whole extends WithFaults>(record: Whole): PlainRecord<Whole> {
  const faults = record.faults.map(({ identified, at, origin }) => {
    const { coarse, oracle } = identified;
    return { sighting: toPlainSighting(identified), coarse, oracle, at, origin };
  });
  return { ...record, faults };
}

export function fromPlainRecord<Whole extends WithFaults>(
  record: PlainRecord<Whole>,
  oracles: readonly Oracle[],
): Whole {
  const faults = record.faults.map(({ sighting, coarse, oracle, at, origin }) => ({
    identified: { ...fromPlainSighting(sighting, oracles), coarse, oracle },
    at,
    origin,
  }));
  return { ...record, faults } as unknown as Whole;
}
