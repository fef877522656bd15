import type { Oracle } from '../parties/oracle/oracle.ts';
import type { Parties } from '../parties/parties.ts';
import { recordedName } from '../parties/recorded-name.ts';
import { firstCheck } from './search/first-check.ts';
import { type Lab, withOracles } from './search/lab.ts';
import { fineSignature } from './signature/signature.ts';
import type { KnownFinding } from './store/known-findings.ts';

/** What became of a known finding. */
export interface KnownState {
  readonly known: KnownFinding;
  /** The oracles that it is expected on and that took part. */
  readonly asked: readonly string[];
  /** Those of them on which its case passes now, or shows something else. */
  readonly passing: readonly string[];
  /** Its last day is over. */
  readonly expired: boolean;
}

/** Runs the case of each known finding on the versions that it is expected on. `today` is like `2027-01-31`. */
export async function checkKnown(
  all: readonly KnownFinding[],
  lab: Lab,
  today: string,
): Promise<KnownState[]> {
  const { parties } = lab;
  const states: KnownState[] = [];
  for (const known of all) {
    const asked = parties.oracles.filter(oracle => isExpectedOn(known, oracle));
    const passing: string[] = [];
    for (const oracle of asked) {
      const shown = await showsKnown(known, oracle, lab);
      if (parties.cancel?.aborted) return states;
      if (!shown) passing.push(oracle.name);
    }
    states.push({ known, asked: asked.map(({ name }) => name), passing, expired: known.until < today });
  }
  return states;
}

/** Whether a case shows the finding of a signature on one oracle. */
export async function showsKnown(
  { signature, value }: Pick<KnownFinding, 'signature' | 'value'>,
  oracle: Oracle,
  lab: Lab,
): Promise<boolean> {
  const shown = await firstCheck(withOracles(lab, [oracle]), value, ({ verdict }) =>
    fineSignature(verdict, value) === signature ? true : undefined,
  );
  return shown === true;
}

/** Whether a finding met on these oracles (by name) is known on all of them. */
export function isKnown(
  all: readonly KnownFinding[],
  { signature, oracles }: { readonly signature: string; readonly oracles: Iterable<string> },
  parties: Pick<Parties, 'oracles'>,
): boolean {
  const known = all.find(entry => entry.signature === signature);
  if (known === undefined) return false;
  const met = [...oracles].map(name => parties.oracles.find(oracle => oracle.name === name));
  return met.every(oracle => oracle !== undefined && isExpectedOn(known, oracle));
}

function isExpectedOn({ versions }: KnownFinding, oracle: Oracle): boolean {
  const version = recordedName(oracle);
  return version !== undefined && versions.includes(version);
}
