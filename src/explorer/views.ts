import type { View } from './shell/view.ts';
import { BehavioursView } from './views/behaviours.tsx';
import { ChainView } from './views/chain.tsx';
import { FieldsView } from './views/fields.tsx';
import { FilesView } from './views/files.tsx';
import { GalleryView } from './views/gallery.tsx';
import { ImplementationsView } from './views/implementations.tsx';
import { PasteView } from './views/paste.tsx';

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
  {
    name: 'paste',
    title: 'Paste a map',
    purpose: 'Turn the text of a map into a chain that prints it, or compare two maps.',
    component: PasteView,
  },
  {
    name: 'gallery',
    title: 'Gallery',
    purpose:
      'Cases with what real qemu-imgs printed for them: how each state, feature and option looks in each version.',
    component: GalleryView,
  },
  {
    name: 'behaviours',
    title: 'Behaviours',
    purpose: 'Everything in which versions of qemu-img map differ: since when, in whose builds, and why.',
    component: BehavioursView,
  },
  {
    name: 'fields',
    title: 'Fields',
    purpose: 'What each key of the JSON means, and how readers get it wrong.',
    component: FieldsView,
  },
  {
    name: 'implementations',
    title: 'Implementations',
    purpose:
      'What other programs and libraries make of images with each feature, compared with a real qemu-img.',
    component: ImplementationsView,
  },
];
