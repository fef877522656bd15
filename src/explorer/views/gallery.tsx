import type { VNode } from 'preact';
import { GoldenList } from '../gallery/golden-list.tsx';
import { GoldenPanel } from '../gallery/golden-panel.tsx';
import type { ViewAddress } from '../shell/address.ts';
import { useData } from '../shell/use-data.ts';

/** The goldens. The place in its address is the name of one; without it there is a list, and its parameters are a search. */
export function GalleryView({ place, parameters }: ViewAddress): VNode {
  const goldens = useData('goldens');
  if (goldens.kind === 'loading') return <p>Loading …</p>;
  if (goldens.kind === 'failed') return <p class="mistake">{goldens.message}</p>;
  if (place === '')
    return <GoldenList key={parameters.toString()} goldens={goldens.data} parameters={parameters} />;
  const golden = goldens.data.goldens.find(({ name }) => name === place);
  if (golden === undefined) return <p class="mistake">There is no golden {place}.</p>;
  return <GoldenPanel key={place} golden={golden} parameters={parameters} />;
}
