import { LineReader } from '../../../../generators/recipe/picture/text/line-reader.ts';
import { readWord } from '../../../../generators/recipe/picture/text/word.ts';
import type { Case, Query } from '../../../../generators/recipe/recipe.ts';
import type { Stretch } from '../../../drawing/layer-cells.ts';
import { HarnessError } from '../../../harness/basics/harness-error.ts';
import { drawChain } from '../../../harness/cases/draw/draw-chain.ts';
import { MapError, MapParityError } from '../../../map/basics/error.ts';
import type { Chain } from '../../../map/chain/chain.ts';
import type { FileSource } from '../../../map/portable.ts';
import type { DroppedChain } from './chain-input.ts';
import { droppedSource } from './dropped-source.ts';
import { limitedSource } from './limited-source.ts';
import { openWords } from './open-words.ts';
import type { OpenInput } from './opened-chain.ts';

/**
 * Opens a chain of the user's files, and draws it by its tables.
 *
 * @param window the guest bytes to draw, if the whole is too much for a picture; undefined: its beginning
 *
 * @throws PictureError if the arguments are none
 */
export function openDropped({ files, words }: DroppedChain, window: Stretch | undefined): OpenInput {
  const query = readArguments(words);
  const source = droppedSource(files);
  const common = { source, queries: [query] };
  const drawn = (part: Stretch | undefined): Case | undefined => drawnWithin(query, source, part);
  try {
    const chain = openWords(query, source);
    try {
      const { value, part } = drawnPart(BigInt(chain.layers[0]!.virtualSize), window, drawn);
      return {
        ...common,
        drawn: { kind: 'drawn', value, renamed: true },
        notes: [...value.notes, ...unknownNotes(chain)],
        ...(part !== undefined && { part }),
        missing: [...source.missing],
      };
    } finally {
      chain.close();
    }
  } catch (error) {
    if (!(error instanceof MapParityError)) throw error;
    const drawn = { kind: 'refused', message: error.message } as const;
    return { ...common, drawn, notes: [], missing: [...source.missing] };
  }
}

function readArguments(text: string): Query {
  const reader = new LineReader(text, 1);
  const words: string[] = [];
  for (reader.skipSpaces(); !reader.atEnd; reader.skipSpaces())
    words.push(readWord(reader, 'an argument').text);
  return words;
}

/** A chain as a case, and the part of it that was drawn; absent: the whole. */
interface Drawn {
  readonly value: Case;
  readonly part?: Stretch;
}

/**
 * So many cells of a layer are drawn of a chain that can't be drawn whole, until another part is asked for. The axis shows 48 stretches,
 * and the answers are of what is drawn: more would be worked on for nobody.
 */
const mostFirst = 400;

/** The chain as a case; of one with too much for that, as much from the start of the window as can be. */
function drawnPart(
  size: bigint,
  window: Stretch | undefined,
  drawn: (part: Stretch | undefined) => Case | undefined,
): Drawn {
  const whole = drawn(undefined);
  if (whole !== undefined) return { value: whole };
  const { start, end } = window ?? { start: 0n, end: size };
  for (let length = end - start; ; length = length / 8n) {
    const part = { start, end: start + length };
    const value = drawn(part);
    if (value !== undefined && (window !== undefined || isLittle(value))) return { value, part };
    if (length === 0n) throw new MapError('unreadable', 'its tables are too large for a page');
  }
}

function isLittle({ recipe }: Case): boolean {
  return recipe.layers.every(({ cells }) => cells.length <= mostFirst);
}

/** Bytes of tables that are read for a drawing: those of a terabyte with clusters of 64 KiB. */
const mostRead = 2 ** 27;

/** Undefined: there are too many runs, or tables. One cluster has few enough. */
function drawnWithin(query: Query, source: FileSource, part: Stretch | undefined): Case | undefined {
  const limited = limitedSource(source, mostRead);
  try {
    const chain = openWords(query, limited.source);
    try {
      const range = part && { start: Number(part.start), end: Number(part.end) };
      const { value } = drawChain(chain, range, 'plain');
      return limited.isSpent() ? undefined : value;
    } finally {
      chain.close();
    }
  } catch (error) {
    const isLong = error instanceof HarnessError && error.code === 'too-long';
    if (isLong || limited.isSpent()) return undefined;
    throw error;
  }
}

/** What decides answers and no browser tells. */
function unknownNotes({ layers }: Chain): string[] {
  const raw = layers.filter(({ clusterSize }) => clusterSize === undefined).map(({ file }) => file.name);
  return raw.length === 0
    ? []
    : [
        `a browser can't tell the holes of a file: ${raw.join(', ')} is data throughout here, where qemu-img finds zeros in holes`,
      ];
}
