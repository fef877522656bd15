import { headerBacking } from '../recipe/header-backing.ts';
import type { Edit, Layer, Recipe } from '../recipe/recipe.ts';
import { editedPiece } from '../write/edited-piece.ts';
import { editsByFile } from '../write/edits-by-file.ts';
import type { Piece } from '../write/pieces.ts';
import { writerOf } from '../write/writers.ts';
import type { WrittenFile } from '../write/written-file.ts';
import { hexadecimal, hexBytes, quoted } from './shell.ts';

/** A stretch of up to this many bytes is written in hexadecimal, a longer one in Base64. */
const longestWord = 64;
/** Tables consist of words of 64 bits, and so does most of the header. */
const word = 8;
const base64Width = 100;

/**
 * The lines that write a file byte by byte. The guest's bytes are left out; everything else is exact, the holes too.
 */
export function byteLines({ name, pieces, length }: WrittenFile): string[] {
  const lines = joined(pieces).flatMap(piece =>
    piece.guest ? [dataLine(name, piece)] : wordLines(name, piece),
  );
  return [...lines, `truncate -s ${length} ${quoted(name)}`];
}

/**
 * The lines that write the files of a layer byte by byte, and then damage them as its edits say.
 *
 * @param withGuest whether the guest's bytes in the layer's own file are exact too
 */
export function wholeFiles(recipe: Recipe, layer: Layer, withGuest = false): string[] {
  const backing = headerBacking(recipe, recipe.layers.indexOf(layer));
  const [own, ...others] = writerOf(layer).files(layer, backing);
  const written = [...own!.pieces];
  const pieces = withGuest ? written.map(({ at, bytes }) => ({ at, bytes })) : written;
  const files = [{ ...own!, pieces }, ...others.map(file => ({ ...file, pieces: [...file.pieces] }))];
  const edited = [...editsByFile(layer)].flatMap(([name, edits]) =>
    editLines(layer, edits, files.find(file => file.name === name)!),
  );
  return [...files.flatMap(byteLines), ...edited];
}

/** The lines that apply edits of a layer to the file that they change, in their order. */
function editLines(layer: Layer, edits: readonly Edit[], { name, pieces }: WrittenFile): string[] {
  const written = [...pieces];
  return edits.flatMap(edit => {
    if (edit.field === 'length') return [`truncate -s ${edit.value} ${quoted(name)}`];
    const piece = editedPiece(edit, layer, at => byteOf(written, at));
    written.push(piece);
    return exactLines(name, piece.at, piece.bytes);
  });
}

function byteOf(pieces: readonly Piece[], at: number): number {
  const last = pieces.findLast(piece => piece.at <= at && at < piece.at + piece.bytes.length);
  return last?.bytes[at - last.at] ?? 0;
}

/** Neighbouring pieces joined, guest bytes apart from the others. */
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

/** First zeros, so that the host stores them, then the words that aren't zero. */
function wordLines(name: string, { at, bytes }: Piece): string[] {
  const stretches = nonZero(bytes);
  const whole = stretches.length === 1 && stretches[0]!.to - stretches[0]!.from === bytes.length;
  const zeros = `zeros ${quoted(name)} ${hexadecimal(at)} ${hexadecimal(bytes.length)}`;
  return [
    ...(whole ? [] : [zeros]),
    ...stretches.flatMap(({ from, to }) => exactLines(name, at + from, bytes.subarray(from, to))),
  ];
}

/** Exact bytes. */
function exactLines(name: string, at: number, bytes: Uint8Array): string[] {
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
