import type { ByteString } from '../../basics/byte-string.ts';
import type { Profile } from '../../profile/profile.ts';
import { internalProperties } from './internal-types.ts';
import { madeTypes } from './made-types.ts';

/**
 * The output of `--object help` and of `--object TYPE,help`: the properties of a type, or a list of the types
 * that the version makes if it doesn't know the type.
 */
export function objectHelp(type: ByteString | undefined, profile: Profile): ByteString {
  const { objectTypes, secretLoaded } = profile;
  if (type === undefined || !hasHelp(type, profile)) {
    return listed('List of user creatable objects:', objectTypes);
  }
  const properties = madeTypes[type]?.properties ?? internalProperties[type];
  if (properties === undefined) return `There are no options for ${type}.\n`;
  const entries = Object.entries(properties)
    .filter(([key]) => key !== 'loaded' || secretLoaded === 'writable')
    .map(([key, name]) => `${key}=<${name}>`);
  return listed(`${type} options:`, entries.sort());
}

/** Whether the version knows a type so well that it has help about it. */
export function hasHelp(type: ByteString, { objectTypes, internalTypes }: Profile): boolean {
  return objectTypes.includes(type) || internalTypes.includes(type);
}

function listed(title: string, entries: readonly string[]): ByteString {
  return `${[title, ...entries.map(entry => `  ${entry}`)].join('\n')}\n`;
}

/** Whether a word asks for help: `help` or `?`. */
export function isHelp(word: ByteString): boolean {
  return word === 'help' || word === '?';
}
