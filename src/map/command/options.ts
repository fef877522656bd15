import type { OptionName } from '../profile/behaviours/command.ts';
import type { OptionShape } from './getopt.ts';

/** The options of map by their long names. `-s` and `-l` work in all versions, although old help texts omit them. */
const shapes: { readonly [Name in OptionName]: OptionShape<Name> } = {
  help: { name: 'help', letter: 'h', argument: false },
  format: { name: 'format', letter: 'f', argument: true },
  output: { name: 'output', argument: true },
  object: { name: 'object', argument: true },
  'image-opts': { name: 'image-opts', argument: false },
  'force-share': { name: 'force-share', letter: 'U', argument: false },
  'start-offset': { name: 'start-offset', letter: 's', argument: true },
  'max-length': { name: 'max-length', letter: 'l', argument: true },
};

/** The options of map in the order of a profile (`longOptions`). */
export function mapOptions(order: readonly OptionName[]): readonly OptionShape<OptionName>[] {
  return order.map(name => shapes[name]);
}
