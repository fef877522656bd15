import type { RawLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { noise } from '../noise.ts';
import type { Piece } from '../pieces.ts';

const chunk = 2 ** 16;

/**
 * The bytes that are written of a raw layer: noise in its data cells. The other cells are never written; the host keeps a
 * hole where whole blocks of its file system stay unwritten.
 */
export function* rawPieces(layer: RawLayer): Generator<Piece> {
  const size = Number(virtualSize(layer));
  let start = 0;
  for (const { state, count } of layer.cells) {
    const end = Math.min(start + count * layer.unit, size);
    if (state === 'data') yield* dataPieces(start, end);
    start = end;
  }
}

function* dataPieces(start: number, end: number): Generator<Piece> {
  for (let at = start; at < end; at += chunk) {
    yield { at, bytes: noise(Math.floor(at / chunk), Math.min(chunk, end - at)), guest: true };
  }
}
