import type { Case } from '../../../generators/recipe/recipe.ts';

/** A case with a name for people. */
export interface NamedCase {
  readonly name: string;
  readonly value: Case;
}
