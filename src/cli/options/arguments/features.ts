import { InvalidArgumentError } from 'commander';
import { type CheckFeature, checkFeatures } from '../../../../generators/coverage/check-features.ts';
import { unprobedFormat, unusualFormats } from '../../../../generators/recipe/formats.ts';
import { type Trait, traits } from '../../../../generators/wish/wish.ts';
import { alike } from './alike.ts';

/** Makes a parser that collects some of these names of features, each once. */
function featuresOf<Name extends string>(
  all: readonly Name[],
): (value: string, before: readonly Name[]) => Name[] {
  return (value, before) => {
    const found = all.find(name => name === value);
    if (found === undefined) {
      const names = value.split(/[ ,]+/);
      const meant = alike(value, all).join(' or ');
      const question = meant === '' ? '' : `Did you mean ${meant}?`;
      const help = names.length > 1 ? 'Name one, and repeat the option.' : question;
      throw new InvalidArgumentError(`${help} It must be one of ${all.join(', ')}.`.trimStart());
    }
    return [...new Set([...before, found])];
  };
}

/** Collects the names of features that cases can be drawn with. */
export const feature: (value: string, before: readonly Trait[]) => Trait[] = featuresOf(traits);

/** The word for all formats but those that nearly every chain is made of. */
const otherFormats = 'other-formats';

/** All that `--without-feature` takes. */
export const leftOutNames: readonly (CheckFeature | typeof otherFormats)[] = [...checkFeatures, otherFormats];

const leftOutOne = featuresOf(leftOutNames);

/** Collects the names of what cases can do without: features, what nearly every chain is made of, and one word for many formats. */
export function leftOutFeature(value: string, before: readonly CheckFeature[]): CheckFeature[] {
  const named = leftOutOne(value, before).flatMap(name =>
    name === otherFormats ? unusualFormats.filter(format => format !== unprobedFormat) : [name],
  );
  return [...new Set(named)];
}
