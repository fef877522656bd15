import * as fc from 'fast-check';
import type { Layer } from '../../../recipe/recipe.ts';
import { exportNode, exportOn, isServed, socketOf } from '../../../recipe/served.ts';
import type { ImageWords } from './image-words.ts';

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
