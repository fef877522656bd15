import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Difference } from '../../answers/difference.ts';
import { type Lab, withOracles } from '../../parties/lab.ts';
import { faultOf } from '../signature/fault.ts';
import { decidingState } from '../signature/place.ts';
import { distanceFromPlain } from '../signature/plainness.ts';
import { firstCheck } from './first-check.ts';
import { isModelled, type Sighting } from './sighting.ts';

/** What a search looks for in other cases. */
export interface Target {
  /** The one oracle that showed the fault, queried only where the vote can come out the same. */
  readonly lab: Lab;
  /** Whether the model describes the case in which the fault was seen. */
  readonly isModelled: boolean;
  /** Whether a sighting in another case is one of the target. */
  matches(seen: Sighting): boolean;
}

/** Does this case show the fault? The sighting if it does. */
export async function showsFault(
  { lab, matches }: Pick<Target, 'lab' | 'matches'>,
  value: Case,
): Promise<Sighting | undefined> {
  return firstCheck(lab, value, check => (matches({ value, check }) ? { value, check } : undefined));
}

/** The fault of a sighting as a target. */
export function faultAsTarget(lab: Lab, sighting: Sighting): Target {
  const modelled = isModelled(lab.parties, sighting);
  return {
    lab: labFor(lab, sighting, modelled),
    isModelled: modelled,
    matches: sameFault(sighting, modelled),
  };
}

/**
 * Whether a sighting shows the fault of another one: the same difference and the same blame, decided by the same state or a
 * plainer one. A less plain state could bring in another fault.
 *
 * Without a vote of the model the subject was blamed by default, so a smaller case in which the model sides with the subject
 * counts too. Without the model the picture doesn't say what decides either, as in a damaged table, so any state counts.
 */
function sameFault({ value, check }: Sighting, modelled: boolean): Target['matches'] {
  const fault = faultOf(check.verdict);
  const state = decidingState(check.verdict, value);
  const disputed = fault?.replace(/^subject:/, 'disputed:');
  return seen => {
    const seenFault = faultOf(seen.check.verdict);
    if (!modelled) return seenFault === fault || seenFault === disputed;
    if (seenFault !== fault) return false;
    const seenState = decidingState(seen.check.verdict, seen.value);
    if (state === undefined || seenState === undefined) return state === seenState;
    return distanceFromPlain(seenState) <= distanceFromPlain(state);
  };
}

/** The differences that the model can predict; it says nothing about the words of a message. */
const modelledKinds: ReadonlySet<Difference['kind']> = new Set(['exit', 'field', 'coverage', 'cut']);

/**
 * The lab with the oracle of a sighting alone. When the subject is to blame, the model has to differ from the subject too,
 * which costs no start of a program. The smallest chains, nearly all of which show nothing, take a tenth of the time so.
 */
function labFor(lab: Lab, sighting: Sighting, modelled: boolean): Lab {
  const { verdict } = sighting.check;
  const isPredicted =
    (verdict.kind === 'divergence' || verdict.kind === 'model-error') &&
    modelledKinds.has(verdict.difference.kind);
  return modelled && isPredicted ? labForAnyKind(lab, sighting) : ownOracle(lab, sighting);
}

function ownOracle(lab: Lab, { check: { oracle } }: Sighting): Lab {
  return withOracles(lab, oracle === undefined ? [] : [oracle]);
}

/**
 * The same for a search that any kind of difference ends: a fault that shows in a message alone is looked for only where the model
 * knows no answer.
 */
export function labForAnyKind(lab: Lab, sighting: Sighting): Lab {
  const { verdict } = sighting.check;
  const alone = ownOracle(lab, sighting);
  if (verdict.kind !== 'divergence' && verdict.kind !== 'model-error') return alone;
  const isDisputed = verdict.kind === 'divergence' && verdict.blame === 'disputed';
  return {
    ...alone,
    parties: {
      ...alone.parties,
      runOraclesIf: isDisputed ? 'subject and model agree' : 'subject and model differ',
    },
  };
}
