import type { Query } from '../../../../generators/recipe/recipe.ts';
import { newest, type Profile, profileNamed, type RecordedName } from '../../../map/profile/profile.ts';
import type { Relation } from './relation.ts';
import { relations } from './relations.ts';

/** A query that asks for no map but whether a relation holds between maps. */
export interface RelationQuery {
  /** The name as it was given where there is no such relation. */
  readonly relation: Relation | string;
  /** The layer that is mapped. */
  readonly top: string;
  readonly profile: Profile;
}

const option = '--relation=';
const version = '--profile=';

/** A relation as a query: `map --output=json --relation=window --profile=7.2 top.qcow2`. */
export function relationQuery({ name }: Relation, top: string, profile?: RecordedName): Query {
  return [
    '--output=json',
    option + name,
    ...(profile === undefined || profile === '11.1' ? [] : [version + profile]),
    top,
  ];
}

/** Reads such a query; undefined where it is another one. */
export function readRelationQuery(query: Query): RelationQuery | undefined {
  const name = query.find(word => word.startsWith(option))?.slice(option.length);
  if (name === undefined) return undefined;
  const profile = query.find(word => word.startsWith(version))?.slice(version.length);
  return {
    relation: relations.find(relation => relation.name === name) ?? name,
    top: query.at(-1)!,
    profile: profile === undefined ? newest : profileNamed(profile),
  };
}
