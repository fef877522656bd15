import type { OptionName } from '../profile/values.ts';
import type { OptionShape } from './getopt.ts';

/** The options of map by their long names. `-s` and `-l` work in all versions, although old help texts omit them. */
const shapes: { readonly [Name in OptionName]: Omit<OptionShape<Name>, 'name'> } = {
  help: { letter: 'h', argument: false },
  format: { letter: 'f', argument: true },
  output: { argument: true },
  object: { argument: true },
  'image-opts': { argument: false },
  'force-share': { letter: 'U', argument: false },
  'start-offset': { letter: 's', argument: true },
  'max-length': { letter: 'l', argument: true },
};

/** The options of map in the order of a profile (`longOptions`). */
export function mapOptions(order: readonly OptionName[]): readonly OptionShape<OptionName>[] {
  return order.map(name => ({ name, ...shapes[name] }));
}
