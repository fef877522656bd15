import { casesPack, type PackedCase } from './cases.ts';

/**
 * The data of the page, by name. Each pack is made by Node while the page is built, and becomes one script, `NAME.data.js`,
 * which the page loads when a view asks for it.
 */
export const packs: { readonly cases: () => PackedCase[] } = {
  cases: casesPack,
};

export type Packs = { readonly [Name in keyof typeof packs]: ReturnType<(typeof packs)[Name]> };
