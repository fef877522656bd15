import { rawTraits } from '../../raw/raw-traits.ts';
import type { RawLayer } from '../../recipe.ts';
import type { FormatRules } from '../format-rules.ts';

export const rawRules: FormatRules<RawLayer> = {
  cellMistake: (_, { state }) =>
    rawTraits.states.some(held => held === state)
      ? undefined
      : `a raw layer has data and holes only, no ${state} cells`,
  attributeMistake: () => undefined,
  fieldMistake: (_, { field }) => `a raw layer has no ${field} to set: only byte and length`,
};
