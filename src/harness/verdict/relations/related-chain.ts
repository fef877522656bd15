import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { printQuery } from '../../../../generators/recipe/picture/print-query.ts';
import type { Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import { describeEnd } from '../../answers/outcome-difference.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import type { InProcess } from '../../parties/subject/subject.ts';
import type { Account } from './account.ts';

/** A chain on disk, and what one program says of it as one version. */
export interface RelatedChain {
  readonly recipe: Recipe;
  /** The layer that is mapped. */
  readonly top: Layer;
  readonly profile: Profile;
  /**
   * What a map with these arguments says, in JSON unless they ask for something else.
   *
   * @throws MapFailed, NotMapped
   */
  map(...args: Query): Account;
  /**
   * Another chain with the same top or a new one, written into a folder of its own.
   *
   * @throws NotMapped where it can't be written
   */
  other(recipe: Recipe, top?: string): RelatedChain;
  /** The same chain as another version maps it. */
  as(profile: Profile): RelatedChain;
}

/** A map that ended with an error, where the first map of the chain had none. */
export class MapFailed extends Error {
  readonly account: Account;
  readonly end: string;

  constructor(account: Account, end: string) {
    super(`${account.name}: ${end}`);
    this.account = account;
    this.end = end;
  }
}

/** There is no map to compare: the program doesn't support it by name, or the chain can't be written. */
export class NotMapped extends Error {}

/** The chain of `recipe`, which stands written in `folder`; its layer `top` is mapped by `subject` as `profile`. */
export function relatedChain(
  subject: Pick<InProcess, 'answer'>,
  recipe: Recipe,
  top: string,
  folder: string,
  profile: Profile,
): RelatedChain {
  const layer = recipe.layers.find(({ name }) => name === top);
  if (layer === undefined) throw new NotMapped(`no layer ${top}`);
  const said = new Map<string, Account>();
  return {
    recipe,
    top: layer,
    profile,
    map(...args) {
      const key = args.join('\0');
      const account =
        said.get(key) ?? accountOf(subject, recipe, ['--output=json', ...args], folder, profile);
      said.set(key, account);
      return account;
    },
    other(another, name = top) {
      if (validateRecipe(another).kind === 'ill-formed') throw new NotMapped('no chain that can be written');
      const place = mkdtempSync(join(folder, 'relation-'));
      try {
        writeRecipe(another, place);
      } catch (error) {
        if (error instanceof WriteError) throw new NotMapped(error.message, { cause: error });
        throw error;
      }
      return relatedChain(subject, another, name, place, profile);
    },
    as: version => relatedChain(subject, recipe, top, folder, version),
  };
}

function accountOf(
  subject: Pick<InProcess, 'answer'>,
  recipe: Recipe,
  query: Query,
  folder: string,
  profile: Profile,
): Account {
  const answer = subject.answer(query, folder, profile);
  if (answer.kind === 'unsupported') throw new NotMapped(answer.reason);
  const { outcome } = answer;
  const reading = parseStdout(outcome);
  const account: Account = {
    name: `${printQuery(query)} as ${profile.version}`,
    extents: reading.kind === 'extents' ? reading.extents : [],
    asked: { recipe, query },
  };
  const end = describeEnd(outcome.end);
  if (end !== 'exit 0') throw new MapFailed(account, `${end}: ${outcome.stderr.toString().trim()}`);
  if (reading.kind === 'rubbish') throw new MapFailed(account, reading.why);
  return account;
}
