import type { RawLayer } from '../../recipe.ts';
import type { Notation } from '../notation.ts';

export const rawNotation: Notation<RawLayer> = {
  attributes: new Map(),
  details: new Map(),
  printAttributes: () => [],
  printDetails: () => [],
};
