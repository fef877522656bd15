/** What scripts take of `node:os`: the numbers of signals, by which a map on this page never ends. */
export const constants: { readonly signals: Readonly<Record<string, number>> } = { signals: {} };
