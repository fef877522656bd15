import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { StoredSighting } from '../../finding/investigate.ts';
import type { StoredFinding } from '../../finding/store/finding-folder.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { fromPlainCheck, type PlainCheck, toPlainCheck } from '../../verdict/plain-check.ts';
import type { CaseRecord } from './case-record.ts';

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

/** A record as plain data. */
export interface PlainRecord extends Omit<CaseRecord, 'faults'> {
  readonly faults: readonly {
    readonly sighting: PlainSighting;
    readonly coarse: string;
    readonly oracle: string;
    readonly at: number;
    readonly origin: string;
  }[];
}

export function toPlainRecord({ faults, ...counts }: CaseRecord): PlainRecord {
  return {
    ...counts,
    faults: faults.map(({ identified, at, origin }) => {
      const { coarse, oracle } = identified;
      return { sighting: toPlainSighting(identified), coarse, oracle, at, origin };
    }),
  };
}

export function fromPlainRecord({ faults, ...counts }: PlainRecord, oracles: readonly Oracle[]): CaseRecord {
  return {
    ...counts,
    faults: faults.map(({ sighting, coarse, oracle, at, origin }) => ({
      identified: { ...fromPlainSighting(sighting, oracles), coarse, oracle },
      at,
      origin,
    })),
  };
}
