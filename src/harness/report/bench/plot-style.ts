/** Pixels: the width of the plot, and the space at its edges. */
export const width = 960;
export const margin = 32;

/** The colours of the plot. */
export const colours = {
  ours: '#0969da',
  start: '#a5cdf7',
  theirs: '#bc5f04',
  rule: '#d0d7de',
  quiet: '#59636e',
} as const;
