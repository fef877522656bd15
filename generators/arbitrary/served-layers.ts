import * as fc from 'fast-check';
import type { Layer, Recipe } from '../recipe/recipe.ts';
import { exportNode, exportOn, isServed, socketOf } from '../recipe/served.ts';
import type { Wish } from '../wish/wish.ts';
import type { ImageWords } from './image-words.ts';

/** The versions of qemu-nbd that serve files. */
const versions = ['5.2', '7.2', '10.0', '11.1'];

/** For the same chain, with the files of one or two layers served if the wish names that. */
export function withServedLayers({ layers }: Recipe, wish: Wish): fc.Arbitrary<Recipe> {
  if (!wish.has('nbd-export')) return fc.constant({ layers });
  const some = fc.subarray([...layers.keys()], { minLength: 1, maxLength: Math.min(2, layers.length) });
  return fc
    .tuple(some, fc.constantFrom(...versions), fc.constantFrom(...versions))
    .map(([served, one, other]) => {
      const versionOf = (index: number): string => (index === served[0] ? one : other);
      return {
        layers: layers.map((layer, index): Layer => {
          return served.includes(index) ? { ...layer, served: versionOf(index) } : layer;
        }),
      };
    });
}

/** For the words by which a query names a layer over NBD, if its file is served. */
export function servedArgument(layer: Layer, isProbed: boolean): fc.Arbitrary<ImageWords>[] {
  if (!isServed(layer)) return [];
  const { format } = layer;
  const socket = socketOf(layer);
  const options = isProbed ? [] : [['-f', format]];
  const node = JSON.stringify({ driver: format, file: exportNode(socket) });
  const file = `file.driver=nbd,file.path=${socket.replaceAll(',', ',,')}`;
  // In this spelling nothing is encoded.
  const plain = socket.includes(':') ? exportOn(socket) : `nbd:unix:${socket}`;
  return [
    fc.constantFrom<ImageWords>(
      { options, operand: exportOn(socket) },
      { options, operand: plain },
      { options: [], operand: `json:${node}` },
      { options: [['--image-opts']], operand: `driver=${format},${file}` },
    ),
  ];
}
