import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { PictureError } from '../../../../generators/recipe/picture/text/picture-error.ts';
import type { Case, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { writtenBytes } from '../../../../generators/write/written-bytes.ts';
import { toByteString, toText } from '../../../map/basics/byte-string.ts';
import type { Chain } from '../../../map/chain/chain.ts';
import { recorded } from '../../../map/profile/profile.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { obstacleTo } from '../../files/obstacle.ts';
import type { Scratch } from '../../files/scratch.ts';
import { compareMaps, type NamedOutcome } from './compare-maps.ts';
import { type DrawnChain, drawChain } from './draw-chain.ts';
import type { HoleStyle, Part } from './drawn-layer.ts';
import { type MapPlace, mapQuietly } from './map-quietly.ts';

/** An image as the command line of map names it. */
export interface NamedImage extends MapPlace {
  /** The words of map that open it: options, then its name. */
  readonly words: Query;
}

/** Bytes of a picture that are written to compare it: as many as a scratch folder has free. */
const mostWritten = 2 ** 28;

const styles: readonly HoleStyle[] = ['plain', 'skeleton'];

/**
 * Draws an image whose chain is open. The picture is written and mapped as each recorded version does, and compared with the map of the
 * image: a note names each difference, or why there was no comparison.
 *
 * @param part the guest bytes to draw, in each layer; absent: all
 * @throws HarnessError `too-long` as `drawChain` does; `bad-case` if no case can hold the chain
 */
export function drawImage(chain: Chain, image: NamedImage, part: Part | undefined, scratch: Scratch): Case {
  const expected = versions.map(([, profile]): NamedOutcome => {
    const window = part === undefined ? [] : ['-s', `${part.start}`, '-l', `${part.end - part.start}`];
    const query = ['--output=json', ...window, ...image.words];
    return { outcome: mapQuietly(query, image, profile), names: namesIn(chain, image.words) };
  });
  const drawings = styles.map(style => drawChain(chain, part, style));
  const compared = drawings.map(drawn => ({
    drawn,
    doubts: doubtsOf(drawn, expected, image.confine, scratch),
  }));
  const { drawn, doubts } = compared.find(({ doubts }) => doubts.length === 0) ?? compared[0]!;
  const value = { ...drawn.value, notes: [...drawn.value.notes, ...doubts] };
  checkReadable(value, chain);
  return value;
}

const versions = Object.entries(recorded);

/** The notes of a comparison: how the picture differs from the image, or why it wasn't compared. */
function doubtsOf(
  { value, isMoved }: DrawnChain,
  expected: readonly NamedOutcome[],
  confine: readonly string[],
  scratch: Scratch,
): string[] {
  const obstacle = obstacleToWriting(value.recipe, scratch);
  if (obstacle !== undefined) return [`not compared with the image: ${obstacle}`];
  const folder = scratch.caseFolder();
  try {
    writeRecipe(value.recipe, folder.path);
    const names = value.recipe.layers
      .flatMap(({ name, dataFile }) => [name, dataFile ?? ''])
      .map(toByteString);
    const place = {
      directory: folder.path,
      confine: confine.length === 0 ? [] : [...confine, folder.path],
    };
    const found = new Map<string, string[]>();
    for (const [index, [version, profile]] of versions.entries()) {
      const outcome = mapQuietly(value.queries[0]!, place, profile);
      const difference = compareMaps(expected[index]!, { outcome, names, isMoved });
      if (difference !== undefined) found.set(difference, [...(found.get(difference) ?? []), version]);
    }
    return [...found].map(
      ([difference, of]) =>
        `the map of this picture is not that of the image${inVersions(of)}: ${difference}`,
    );
  } catch (error) {
    if (error instanceof WriteError)
      return [`not compared with the image, for try can't write it: ${error.message}`];
    throw error;
  } finally {
    folder.drop();
  }
}

function inVersions(of: readonly string[]): string {
  return of.length === versions.length ? '' : ` in qemu ${of.join(', ')}`;
}

function obstacleToWriting(recipe: Recipe, scratch: Scratch): string | undefined {
  const bytes = recipe.layers.reduce((sum, layer) => sum + writtenBytes(layer), 0);
  return bytes > mostWritten ? `${bytes} bytes would have to be written` : obstacleTo(recipe, scratch.holes);
}

function namesIn({ name, layers }: Chain, words: Query): string[] {
  const files = layers.flatMap(({ file, dataFile }) => [file.name, file.path, dataFile.name, dataFile.path]);
  return [name, ...files, toByteString(words.at(-1)!)];
}

/** Checks that the text of a case is read as the same chain. */
function checkReadable(value: Case, { name }: Chain): void {
  try {
    parseCase(printCase(value));
  } catch (cause) {
    if (!(cause instanceof PictureError)) throw cause;
    throw new HarnessError('bad-case', `no case can hold ${toText(name)}: ${cause.clause}`, { cause });
  }
}
