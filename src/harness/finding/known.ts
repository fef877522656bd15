import type { Case } from '../../../generators/recipe/recipe.ts';
import { type Lab, withOracles } from '../parties/lab.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import type { Parties } from '../parties/parties.ts';
import { recordedName } from '../parties/recorded-name.ts';
import { firstCheck } from './search/first-check.ts';
import type { Sighting } from './search/sighting.ts';
import { crashIn } from './signature/fault.ts';
import { fineSignature } from './signature/signature.ts';
import { isCutShort } from './store/case-notes.ts';
import type { KnownFinding } from './store/known-findings.ts';
import { isInRange, parseVersionRange } from './store/version-range.ts';

/** The state of a known finding in this run. */
export interface KnownState {
  readonly known: KnownFinding;
  /** The oracles on which it is expected, of those that take part. */
  readonly oracles: readonly string[];
  /** Those of them on which its case passes now, or shows another fault. */
  readonly passing: readonly string[];
  /** Its last day is over. */
  readonly expired: boolean;
}

/** What the checks of a known finding say. */
export type KnownRun = Pick<KnownState, 'oracles' | 'passing'>;

/** Checks the known findings that `next` gives as `recheckKnown` does, perhaps several at once. `done` gets the results in their order. */
export type RecheckKnown = (
  next: () => KnownFinding | undefined,
  done: (run: KnownRun, known: KnownFinding) => void,
) => Promise<void>;

/**
 * Runs the case of each known finding on the oracles on which it is expected. Those that are left when the time is over, or are under
 * way when it is cancelled, have no state.
 *
 * @param today like `2027-01-31`
 * @param timeLeft milliseconds; nothing is begun once it is 0 or less
 */
export async function checkKnown(
  all: readonly KnownFinding[],
  recheck: RecheckKnown,
  today: string,
  { cancel, timeLeft }: { readonly cancel?: AbortSignal; readonly timeLeft?: () => number } = {},
): Promise<KnownState[]> {
  const states: KnownState[] = [];
  const waiting = [...all];
  const isCancelled = (): boolean => cancel?.aborted === true;
  await recheck(
    () => (isCancelled() || (timeLeft !== undefined && timeLeft() <= 0) ? undefined : waiting.shift()),
    (run, known) => {
      if (!isCancelled()) states.push({ known, ...run, expired: known.until < today });
    },
  );
  return states;
}

/** Runs the case of a known finding on the oracles on which it is expected. */
export async function recheckKnown(lab: Lab, known: KnownFinding): Promise<KnownRun> {
  const oracles = lab.parties.oracles.filter(oracle => isChecked(known, oracle));
  const passing: string[] = [];
  for (const oracle of oracles) {
    if (!(await showsKnown(known, oracle, lab))) passing.push(oracle.name);
    if (lab.parties.cancel?.aborted) break;
  }
  return { oracles: oracles.map(({ name }) => name), passing };
}

/** The smallest case of a finding, and its fine signature. */
export type KnownCase = Pick<KnownFinding, 'signature' | 'value'>;

/** Whether the case of a finding shows its signature on one oracle. */
export async function showsKnown(
  { signature, value }: KnownCase,
  oracle: Oracle,
  lab: Lab,
): Promise<boolean> {
  const isShown = await firstCheck(withOracles(lab, [oracle]), value, ({ verdict }) =>
    fineSignature(verdict, value) === signature ? true : undefined,
  );
  return isShown === true;
}

/** What a stored case shows now, on the first oracle that shows anything, with its fine signature; undefined if nothing. */
export async function shownNow(
  value: Case,
  lab: Lab,
): Promise<(Sighting & { readonly signature: string }) | undefined> {
  return firstCheck(lab, value, check => {
    const signature = fineSignature(check.verdict, value);
    return signature === undefined ? undefined : { value, check, signature };
  });
}

/** What of a finding decides whether it is known. */
export interface KnownFacts {
  readonly signature: string;
  /** The names of the oracles that show it. */
  readonly oracles: Iterable<string>;
  readonly smallest: Case;
}

/** Whether a finding is known on all oracles that show it. */
export function isKnown(
  all: readonly KnownFinding[],
  finding: KnownFacts,
  parties: Pick<Parties, 'oracles'>,
): boolean {
  const known = all.find(entry => isSameFinding(entry, finding));
  if (known === undefined) return false;
  const { oracles } = finding;
  const showing = [...oracles].map(name => parties.oracles.find(oracle => oracle.name === name));
  return showing.every(oracle => oracle !== undefined && isExpectedOn(known, oracle));
}

/**
 * By the signature. A crash whose reduction was cut short may have more in its signature than the crash needs: there the failed
 * assertion alone decides. Without one, the case must have all that the known crash needs.
 */
function isSameFinding(known: KnownFinding, { signature, smallest }: KnownFacts): boolean {
  if (known.signature === signature) return true;
  const [expected, seen] = [crashIn(known.signature), crashIn(signature)];
  if (!isCutShort(smallest) || expected === undefined || seen?.crash !== expected.crash) return false;
  return expected.hasAssertion || expected.needs.every(need => seen.needs.includes(need));
}

/**
 * Whether the case of a finding must not pass on an oracle. A range covers builds that nobody tried, which may lack the fault, so
 * of a range only the fetched ones are checked. Nor can a build show it that lacks what its case needs.
 */
function isChecked(known: KnownFinding, oracle: Oracle): boolean {
  const { recipe, queries } = known.value;
  if (oracle.lacks?.some(lack => lack.isNeededBy(recipe, queries[0]!))) return false;
  if (oracle.manifest !== undefined) return isExpectedOn(known, oracle);
  const name = recordedName(oracle);
  return name !== undefined && known.versions.includes(name);
}

function isExpectedOn({ versions }: KnownFinding, oracle: Oracle): boolean {
  const name = recordedName(oracle);
  return versions.some(version => {
    const range = parseVersionRange(version);
    return range === undefined ? version === name : isInRange(oracle.profile.version, range);
  });
}
