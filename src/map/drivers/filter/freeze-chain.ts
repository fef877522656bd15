import { Abort, Refusal, Unsupported } from '../../basics/error.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { Opening } from '../../node/opening.ts';
import { FilteredImage } from './filtered-image.ts';

/** The link between a node and the one below it, by the option that describes it. */
interface Link {
  readonly option: 'file' | 'backing';
  readonly from: ImageFormat;
  readonly to: ImageFormat;
}

/**
 * Freezes the links from a filter down to a node of its chain, so that nothing may change them. One that is frozen already is refused.
 *
 * @param layers those of the filter: what is below it as `Opened.layers`
 * @param bottom the image of the node at which the frozen part ends
 * @throws Refusal; Abort when the chain lacks the node; Unsupported where the refusal has a name that qemu draws
 */
export function freezeChain(layers: readonly ImageFormat[], bottom: ImageFormat, opening: Opening): void {
  const passed: ImageFormat[] = [];
  for (const link of linksOf(layers)) {
    if (opening.frozen.has(link.from)) throw frozenLink(link, opening);
    passed.push(link.from);
    if (link.to !== bottom) continue;
    for (const image of passed) opening.frozen.add(image);
    return;
  }
  throw new Abort(
    `it looks for the node '${nameOf(bottom, opening)}' below the filter, for ever`,
    'Name a node of the chain below the filter, or leave out the option bottom.',
  );
}

/** The links of a chain, from the top down: through each filter to the node that it stands on, and from there to the backing file. */
function* linksOf(layers: readonly ImageFormat[]): Generator<Link> {
  for (const [depth, layer] of layers.entries()) {
    let from = layer;
    for (; from instanceof FilteredImage; from = from.below) yield { option: 'file', from, to: from.below };
    const to = layers[depth + 1];
    if (to !== undefined) yield { option: 'backing', from, to };
  }
}

function frozenLink({ option, from, to }: Link, opening: Opening): Refusal {
  const names = `from '${nameOf(from, opening)}' to '${nameOf(to, opening)}'`;
  return new Refusal(`Cannot change '${option}' link ${names}`);
}

function nameOf(image: ImageFormat, { named }: Opening): string {
  for (const [name, node] of named) if (node?.layers[0] === image) return name;
  // qemu-img names such a node by a counter and two random digits.
  throw new Unsupported('a frozen link of a node without a name');
}
