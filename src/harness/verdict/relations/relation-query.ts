import type { Query } from '../../../../generators/recipe/recipe.ts';
import {
  newest,
  type Profile,
  profileNamed,
  type RecordedName,
  recorded,
} from '../../../map/profile/profile.ts';
import type { Relation } from './relation.ts';
import { relations } from './relations.ts';

/** A query that requests the check of a relation instead of a map. */
export interface RelationQuery {
  /** A string: the given name, of which there is no relation. */
  readonly relation: Relation | string;
  /** The layer that is mapped. */
  readonly top: string;
  readonly profile: Profile;
}

const option = '--relation=';
const version = '--profile=';

/** The query that requests a relation: `map --output=json --relation=window --profile=7.2 top.qcow2`. */
export function relationQuery({ name }: Relation, top: string, profile?: RecordedName): Query {
  return [
    '--output=json',
    option + name,
    ...(profile === undefined || recorded[profile] === newest ? [] : [version + profile]),
    top,
  ];
}

/** Parses the query of a relation; undefined for any other query. */
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
