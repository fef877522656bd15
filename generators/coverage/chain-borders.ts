import { traitsOf } from '../recipe/formats.ts';
import type { Layer, Recipe } from '../recipe/recipe.ts';
import { type Band, bandsOf } from './bands.ts';
import { decides, type StateLetter } from './column.ts';

/** The kinds of border. One guest offset can have several. */
export const borderKinds = [
  'cluster',
  'subcluster',
  'slice',
  'table',
  'layer-end',
  'host-break',
  'hole',
  'image-end',
  'window-edge',
] as const;

export type BorderKind = (typeof borderKinds)[number];

/** A guest offset (bytes) where the chain changes, with the columns at its sides. Behind the image's end there is none. */
export interface ChainBorder {
  readonly at: number;
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly kinds: readonly BorderKind[];
}

/** Bytes of a slice, in which qemu reads L2 tables; one cluster if clusters are smaller. */
const sliceBytes = 4096;

/** A layer while the sweep passes over it. */
interface Track {
  readonly layer: Layer;
  readonly bands: readonly Band[];
  /** Guest bytes that an L2 table describes, and a slice of it. Infinity: the format has no tables. */
  readonly table: number;
  readonly slice: number;
  /** The band with the byte right of the sweep. */
  at: number;
}

interface Column {
  readonly text: string;
  /** Index of the layer that decides the column, or of the last layer. */
  readonly depth: number;
  readonly letter: StateLetter;
}

/** The borders of a chain up to the end of its top layer, in guest order: the first at byte 0, the last at that end. */
export function chainBorders({ layers }: Recipe): ChainBorder[] {
  const tracks = visibleLayers(layers).map(trackOf);
  const [top] = tracks;
  const size = top!.bands.at(-1)!.start;
  const borders: ChainBorder[] = [];
  let left: Column | undefined;
  for (const at of offsets(tracks, size)) {
    for (const track of tracks) while ((track.bands[track.at + 1]?.start ?? Infinity) <= at) track.at += 1;
    const right = at < size ? columnOf(tracks) : undefined;
    const kinds = kindsAt(at, tracks, left, right);
    if (kinds.length > 0 || left?.text !== right?.text)
      borders.push({ at, left: left?.text, right: right?.text, kinds });
    left = right;
  }
  return borders;
}

/** The top first, down to the layer that is cut off from those below. */
function visibleLayers(layers: readonly Layer[]): Layer[] {
  const cut = layers.findLastIndex(layer => layer.backing === null);
  return layers.slice(Math.max(0, cut)).toReversed();
}

function trackOf(layer: Layer): Track {
  const bands = bandsOf(layer);
  const perTable = traitsOf(layer).cellsPerTable(layer);
  return {
    layer,
    bands,
    table: perTable * layer.unit,
    slice: perTable * Math.min(layer.unit, sliceBytes),
    at: 0,
  };
}

/** The offsets within the image where a band starts or an L2 slice ends, ascending. */
function offsets(tracks: readonly Track[], size: number): number[] {
  const found = new Set<number>([0, size]);
  for (const { bands, slice } of tracks) {
    for (const { start } of bands) if (start < size) found.add(start);
    // Behind the last band only the tables change: two of them are enough.
    const end = Math.min(size, (bands.at(-2)?.start ?? 0) + 2 * slice);
    for (let at = slice; at < end; at += slice) found.add(at);
  }
  return [...found].sort((a, b) => a - b);
}

function columnOf(tracks: readonly Track[]): Column {
  let text = '';
  let depth = 0;
  let letter: StateLetter = '|';
  for (const [index, { bands, at }] of tracks.entries()) {
    letter = bands[at]!.letter;
    depth = index;
    if (text.at(-1) !== letter) text += letter;
    if (decides(letter)) break;
  }
  return { text, depth, letter };
}

function kindsAt(
  at: number,
  tracks: readonly Track[],
  left: Column | undefined,
  right: Column | undefined,
): BorderKind[] {
  if (left === undefined) return [];
  const kinds = new Set<BorderKind>();
  const deepest = Math.max(left.depth, right?.depth ?? 0);
  for (const { layer, bands, table, slice, at: index } of tracks.slice(0, deepest + 1)) {
    const band = bands[index]!;
    if (band.start === at && traitsOf(layer).hasClusters && band.letter !== '|')
      kinds.add(at % layer.unit === 0 ? 'cluster' : 'subcluster');
    if (band.start === at && band.letter === '|' && right !== undefined) kinds.add('layer-end');
    if (at % table === 0) kinds.add('table');
    else if (at % slice === 0) kinds.add('slice');
  }
  if (right === undefined) kinds.add('image-end');
  else if (left.depth === right.depth) {
    const { bands, at: index } = tracks[left.depth]!;
    if (bands[index]!.start === at && bands[index]!.hostBreak) kinds.add('host-break');
    if (isHole(left.letter, right.letter)) kinds.add('hole');
  }
  return [...kinds];
}

const holePairs: readonly string[] = ['#~', '~#', 'rh', 'hr'];

function isHole(left: StateLetter, right: StateLetter): boolean {
  return holePairs.includes(left + right);
}
