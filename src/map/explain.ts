import { checkOffset } from './arguments.ts';
import { chainOf, type Image } from './image.ts';
import { explainChain, type LayerExplanation } from './status/explain.ts';

/**
 * Explains the answer of `map` at one guest byte: the layers from the top down to the one that decides, each with the
 * table entries that lead to its answer. A damaged layer has the answer `failure`.
 *
 * @param offset the guest byte, from 0 on. Past the end of the image the top layer has the answer `past-end`
 * @throws Abort (code `qemu-aborts`) as `map` does
 * @throws MapError with code `unreadable`, `closed` or `bad-argument` as `map` does
 */
export function explain(image: Image, offset: bigint): LayerExplanation[] {
  checkOffset(offset);
  return explainChain(chainOf(image), offset);
}
