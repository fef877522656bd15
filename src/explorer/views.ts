import type { View } from './shell/view.ts';
import { ChainView } from './views/chain.tsx';
import { FilesView } from './views/files.tsx';

/** The views, in the order of their links. The first one is shown where the address names none. */
export const views: readonly View[] = [
  {
    name: 'chain',
    title: 'Write a chain',
    purpose: 'Draw layers, and see what map says of them, by version.',
    component: ChainView,
  },
  {
    name: 'files',
    title: 'Drop files',
    purpose: 'See a chain that you have: its layers, its maps, and the entries behind them.',
    component: FilesView,
  },
];
