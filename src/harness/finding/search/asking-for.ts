import type { Difference } from '../../answers/difference.ts';
import type { Parties } from '../../parties/parties.ts';
import { abstains } from './same-fault.ts';
import { onlyOn, type Sighting } from './telling-sighting.ts';

/** What the model speaks of, which is not in what words something is said. */
const modelled: ReadonlySet<Difference['kind']> = new Set(['exit', 'field', 'coverage', 'cut']);

/**
 * The parties that are asked in a search for the fault of a sighting: the one oracle that showed it, and that only where the vote
 * can come out alike. Where a subject is to blame, the model has to say something else than it, which costs no start of a program:
 * the smallest chains, nearly all of which show nothing, take a tenth of the time so.
 */
export function askingFor(parties: Parties, sighting: Sighting): Parties {
  const { verdict } = sighting.check;
  const alone = onlyOn(sighting.check, parties);
  if (verdict.kind !== 'divergence' && verdict.kind !== 'model-error') return alone;
  if (!modelled.has(verdict.difference.kind) || abstains(parties, sighting)) return alone;
  const isDisputed = verdict.kind === 'divergence' && verdict.blame === 'disputed';
  return { ...alone, askedWhere: isDisputed ? 'they agree' : 'they differ' };
}
