import { recordedVersions } from '../../harness/runs/golden/recorded-from.ts';
import type { Behaviour, Since } from '../../map/profile/behaviours/behaviour.ts';
import { behaviours } from '../../map/profile/behaviours/table.ts';
import { profileNamed } from '../../map/profile/profile.ts';

/** A row of the table of behaviours, as text. */
export interface PackedBehaviour {
  readonly name: string;
  readonly why: string;
  readonly values: readonly PackedValue[];
  /** For each version that goldens were recorded of, the place of its value in `values`. */
  readonly places: Readonly<Record<string, number>>;
}

export interface PackedValue {
  readonly since: string;
  readonly vendor: string | undefined;
  /** The versions on which it was measured; undefined: none. */
  readonly measured: string | undefined;
  readonly value: string;
}

/** The table of behaviours. */
export function behavioursPack(): PackedBehaviour[] {
  const profiles = recordedVersions().map(version => [version, profileNamed(version)] as const);
  const rows: [string, Behaviour<unknown>][] = Object.entries(behaviours);
  return rows.map(([name, { why, values }]) => ({
    name,
    why,
    values: values.map(each => ({ ...sinceOf(each), value: valueText(each.value) })),
    places: Object.fromEntries(
      profiles.map(([version, profile]) => [
        version,
        values.findIndex(({ value }) => value === profile[name as keyof typeof behaviours]),
      ]),
    ),
  }));
}

function sinceOf({ since, vendor, measured }: Since<unknown>): Omit<PackedValue, 'value'> {
  return { since, vendor, measured };
}

/** A text that quotes its arguments is printed with an ellipsis for each. */
function valueText(value: unknown): string {
  if (typeof value !== 'function') return typeof value === 'string' ? value : JSON.stringify(value);
  const text: unknown = value(...Array.from({ length: value.length }, () => '…'));
  return typeof text === 'string' ? text : JSON.stringify(text);
}
