import type { Layer } from '../recipe/recipe.ts';
import { editedPiece } from '../write/edits.ts';
import type { Piece } from '../write/pieces.ts';
import type { Qcow2Layout } from '../write/qcow2/layout.ts';
import { hexadecimal, hexBytes, quoted } from './shell.ts';

/** Bytes up to which a stretch is carried in hexadecimal; a longer one in Base64. */
const longestWord = 64;
/** Tables are made of words of 64 bits, and so is the header, nearly. */
const word = 8;
const base64Width = 100;

/**
 * The lines that write a file as its pieces say, `length` bytes long: what the guest's bytes are is left out, all else is
 * exact, and so is what is a hole.
 */
export function byteLines(name: string, pieces: Iterable<Piece>, length: bigint | number): string[] {
  const lines = joined(pieces).flatMap(piece =>
    piece.guest ? [dataLine(name, piece)] : wordLines(name, piece),
  );
  return [...lines, `truncate -s ${length} ${quoted(name)}`];
}

/** The lines that damage the written file of a layer as its edits say, in their order. */
export function editLines(layer: Layer, layout: Qcow2Layout | undefined, pieces: readonly Piece[]): string[] {
  const written = [...pieces];
  return (layer.edits ?? []).flatMap(edit => {
    if (edit.field === 'length') return [`truncate -s ${edit.value} ${quoted(layer.name)}`];
    const piece = editedPiece(edit, layer, layout, at => byteOf(written, at));
    written.push(piece);
    return carried(layer.name, piece.at, piece.bytes);
  });
}

function byteOf(pieces: readonly Piece[], at: number): number {
  const last = pieces.findLast(piece => piece.at <= at && at < piece.at + piece.bytes.length);
  return last?.bytes[at - last.at] ?? 0;
}

/** Neighbouring pieces of one kind as one. */
function joined(pieces: Iterable<Piece>): Piece[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1)?.at(-1);
    const follows =
      last !== undefined && last.at + last.bytes.length === piece.at && last.guest === piece.guest;
    if (piece.bytes.length === 0) continue;
    if (follows) groups.at(-1)!.push(piece);
    else groups.push([piece]);
  }
  return groups.map(group => ({ ...group[0]!, bytes: Buffer.concat(group.map(({ bytes }) => bytes)) }));
}

function dataLine(name: string, { at, bytes }: Piece): string {
  return `data ${quoted(name)} ${hexadecimal(at)} ${hexadecimal(bytes.length)}`;
}

/** Zeros where the host has to store some, then what isn't zero. */
function wordLines(name: string, { at, bytes }: Piece): string[] {
  const stretches = nonZero(bytes);
  const whole = stretches.length === 1 && stretches[0]!.to - stretches[0]!.from === bytes.length;
  const zeros = `zeros ${quoted(name)} ${hexadecimal(at)} ${hexadecimal(bytes.length)}`;
  return [
    ...(whole ? [] : [zeros]),
    ...stretches.flatMap(({ from, to }) => carried(name, at + from, bytes.subarray(from, to))),
  ];
}

/** Bytes that are carried as they are. */
function carried(name: string, at: number, bytes: Uint8Array): string[] {
  const place = `${quoted(name)} ${hexadecimal(at)}`;
  if (bytes.length <= longestWord) return [`put ${place} ${hexBytes(bytes)}`];
  const text = Buffer.from(bytes).toString('base64');
  const rows = text.match(new RegExp(`.{1,${base64Width}}`, 'g')) ?? [];
  return [`stored ${place} <<'END'`, ...rows, 'END'];
}

/** The stretches of words that aren't zero. */
function nonZero(bytes: Uint8Array): { readonly from: number; readonly to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === 0) continue;
    const from = at - (at % word);
    const to = Math.min(from + word, bytes.length);
    const last = stretches.at(-1);
    if (last?.to === from) last.to = to;
    else stretches.push({ from, to });
    at = to - 1;
  }
  return stretches;
}
