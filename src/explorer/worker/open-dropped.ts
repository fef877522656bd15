import { LineReader } from '../../../generators/recipe/picture/line-reader.ts';
import { readWord } from '../../../generators/recipe/picture/word.ts';
import type { Query } from '../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { drawChain } from '../../harness/cases/draw/draw-chain.ts';
import type { Part } from '../../harness/cases/draw/drawn-layer.ts';
import { MapParityError } from '../../map/basics/error.ts';
import type { Chain } from '../../map/chain/chain.ts';
import type { DroppedChain } from './chain-input.ts';
import { droppedSource } from './dropped-source.ts';
import { openWords } from './open-words.ts';
import type { OpenInput } from './opened-chain.ts';

/**
 * Opens a chain of the user's files, and draws it by its tables.
 *
 * @throws PictureError if the arguments are none
 */
export function openDropped({ files, words }: DroppedChain): OpenInput {
  const query = readArguments(words);
  const source = droppedSource(files);
  const common = { source, queries: [query] };
  try {
    const chain = openWords(query, source);
    try {
      const { value, part } = drawnWhole(chain);
      const notes = [...value.notes, ...partNotes(part), ...unknownNotes(chain)];
      return {
        ...common,
        drawn: { kind: 'drawn', value: { ...value, notes }, renamed: true },
        notes,
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

/** The chain as a case; of one with more runs than can be drawn, as much of its beginning as can be. */
function drawnWhole(chain: Chain): {
  readonly value: ReturnType<typeof drawChain>['value'];
  readonly part: Part | undefined;
} {
  let part: Part | undefined;
  for (;;) {
    try {
      return { value: drawChain(chain, part, 'plain').value, part };
    } catch (error) {
      const end = Math.floor((part?.end ?? chain.layers[0]!.virtualSize) / 2 ** 20 / 4) * 2 ** 20;
      if (!(error instanceof HarnessError) || error.code !== 'too-long' || end === 0) throw error;
      part = { start: 0, end };
    }
  }
}

function partNotes(part: Part | undefined): string[] {
  if (part === undefined) return [];
  return [`the whole is too much for a picture: only its first ${part.end} bytes are drawn`];
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
