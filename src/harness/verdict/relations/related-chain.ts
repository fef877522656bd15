import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { traitsOf } from '../../../../generators/recipe/formats.ts';
import { printQuery } from '../../../../generators/recipe/picture/print/print-query.ts';
import type { Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { isServed } from '../../../../generators/recipe/served.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import { describeEnd } from '../../answers/outcome-difference.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import type { InProcess } from '../../parties/subject/subject.ts';
import type { RelatedMap } from './related-map.ts';

/** A chain on disk, mapped by one program as one version. */
export interface RelatedChain {
  readonly recipe: Recipe;
  /** The layer that is mapped. */
  readonly top: Layer;
  readonly profile: Profile;
  /**
   * The map with these arguments; JSON unless they request another output. Each map runs once.
   *
   * @throws MapFailed, NotMapped
   */
  map(...args: Query): RelatedMap;
  /**
   * Writes another chain, with the same top or a new one, into a folder of its own.
   *
   * @throws NotMapped when it can't be written
   */
  write(recipe: Recipe, top?: string): RelatedChain;
  /** The same chain, mapped as another version. */
  asVersion(profile: Profile): RelatedChain;
}

/** A map ended with an error. */
export class MapFailed extends Error {
  readonly map: RelatedMap;
  readonly end: string;

  constructor(map: RelatedMap, end: string) {
    super(`${map.name}: ${end}`);
    this.map = map;
    this.end = end;
  }
}

/** There is no map to compare: the program refuses the query by name, or the chain can't be written. */
export class NotMapped extends Error {}

/** What relations are checked on. */
export interface WrittenChain {
  /** The program that maps. */
  readonly subject: Pick<InProcess, 'answer'>;
  readonly recipe: Recipe;
  /** Where the chain of the recipe is written; other chains are written into folders inside. */
  readonly folder: string;
  /** The name of the layer that is mapped. */
  readonly top: string;
  readonly profile: Profile;
}

/**
 * The chain as relations use it.
 *
 * @throws NotMapped when the recipe has no layer `top`, or when probing doesn't find its format, as that of a fixed VHD
 */
export function relatedChain(chain: WrittenChain): RelatedChain {
  const { recipe, folder, top, profile } = chain;
  const layer = recipe.layers.find(({ name }) => name === top);
  if (layer === undefined) throw new NotMapped(`no layer ${top}`);
  if (!traitsOf(layer).isProbed(layer)) throw new NotMapped(`by its name ${top} is mapped as another format`);
  const maps = new Map<string, RelatedMap>();
  return {
    recipe,
    top: layer,
    profile,
    map(...args) {
      const key = args.join('\0');
      const map = maps.get(key) ?? runMap(chain, ['--output=json', ...args]);
      maps.set(key, map);
      return map;
    },
    write(another, name = top) {
      if (validateRecipe(another).kind === 'ill-formed') throw new NotMapped('no chain that can be written');
      if (another.layers.some(isServed)) throw new NotMapped('a chain that nothing serves in its new folder');
      const place = mkdtempSync(join(folder, 'relation-'));
      try {
        writeRecipe(another, place);
      } catch (error) {
        if (error instanceof WriteError) throw new NotMapped(error.message, { cause: error });
        throw error;
      }
      return relatedChain({ ...chain, recipe: another, top: name, folder: place });
    },
    asVersion: version => relatedChain({ ...chain, profile: version }),
  };
}

function runMap({ subject, recipe, folder, profile }: WrittenChain, query: Query): RelatedMap {
  const answer = subject.answer(query, folder, profile);
  if (answer.kind === 'unsupported') throw new NotMapped(answer.reason);
  const { outcome } = answer;
  const parsed = parseStdout(outcome);
  const map: RelatedMap = {
    name: `${printQuery(query)} as ${profile.version}`,
    extents: parsed.kind === 'extents' ? parsed.extents : [],
    source: { recipe, query },
  };
  const end = describeEnd(outcome.end);
  if (end !== 'exit 0') throw new MapFailed(map, `${end}: ${outcome.stderr.toString().trim()}`);
  if (parsed.kind === 'help') throw new MapFailed(map, 'help where a map was requested');
  if (parsed.kind === 'rubbish') throw new MapFailed(map, parsed.why);
  return map;
}
