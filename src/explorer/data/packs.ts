import { behavioursPack, type PackedBehaviour } from './behaviours.ts';
import { caseNamesPack, casesPack, type PackedCase } from './cases.ts';
import { goldensPack, type PackedGoldens } from './goldens.ts';
import { implementationsPack, type PackedImplementations } from './implementations.ts';

/**
 * The data of the page, by name. Each pack is made by Node while the page is built, and becomes one script, `NAME.data.js`,
 * which the page loads when a view asks for it.
 */
export const packs: {
  /** The first view lists the cases; their texts, some forty kilobytes compressed, come when one is looked at. */
  readonly caseNames: () => string[];
  readonly cases: () => PackedCase[];
  readonly goldens: () => PackedGoldens;
  readonly behaviours: () => PackedBehaviour[];
  readonly implementations: () => PackedImplementations;
} = {
  caseNames: caseNamesPack,
  cases: casesPack,
  goldens: goldensPack,
  behaviours: behavioursPack,
  implementations: implementationsPack,
};

export type Packs = { readonly [Name in keyof typeof packs]: ReturnType<(typeof packs)[Name]> };
