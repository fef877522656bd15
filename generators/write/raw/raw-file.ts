import type { RawLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { noise } from '../noise.ts';
import { type Piece, writePieces } from '../pieces.ts';

const chunk = 2 ** 16;

/**
 * Writes the file of a raw layer without its edits: exactly as long as its size, noise in its data cells. The others are
 * never written: the host shows a hole where whole blocks of its file system stay so.
 */
export function writeRawFile(path: string, layer: RawLayer): void {
  writePieces(path, rawPieces(layer), Number(virtualSize(layer)));
}

/** What is written of a raw layer, without its edits. */
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
