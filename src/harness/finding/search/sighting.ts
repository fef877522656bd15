import type { Case } from '../../../../generators/recipe/recipe.ts';
import { newest } from '../../../map/profile/profile.ts';
import type { Parties } from '../../parties/parties.ts';
import type { Check } from '../../verdict/check.ts';

/** A case with one query, and a check of it that shows a fault. */
export interface Sighting {
  readonly value: Case;
  readonly check: Check;
}

/** Whether the model describes what a sighting shows: it abstains from damage, for example. */
export function isModelled({ predict, host }: Parties, { value, check }: Sighting): boolean {
  const { version } = check.oracle?.profile ?? newest;
  return predict(value.recipe, check.query, version, host).kind !== 'abstains';
}
