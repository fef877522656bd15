import { type Difference, differenceOfExtents } from '../../answers/difference.ts';
import { merged, withoutHostOffset } from '../../answers/extents/extent-list.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { describeEnd } from '../../answers/outcome-difference.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import type { DrawnChain } from './draw-chain.ts';

/** A map, and the names of its files in messages, as byte strings. */
export interface NamedOutcome {
  readonly outcome: Outcome;
  readonly names: readonly string[];
}

/**
 * How the map of a picture differs from that of the image, in words; undefined: not at all. The names of files don't count.
 *
 * @param picture with `isMoved`, host offsets don't count either
 */
export function compareMaps(
  image: NamedOutcome,
  picture: NamedOutcome & Pick<DrawnChain, 'isMoved'>,
): string | undefined {
  const [expected, actual] = [image, picture].map(({ outcome }) => describeEnd(outcome.end));
  if (expected !== actual) return `it ends with ${actual}, that of the image with ${expected}`;
  const offsets = picture.isMoved ? 'moved' : 'kept';
  const difference = differenceOfMaps(image.outcome, picture.outcome, offsets);
  if (difference !== undefined) return inWords(difference);
  return messagesOf(image) === messagesOf(picture) ? undefined : 'its messages differ';
}

function differenceOfMaps(
  image: Outcome,
  picture: Outcome,
  offsets: 'kept' | 'moved',
): Difference | undefined {
  const [expected, actual] = [image, picture].map(parseStdout);
  if (expected?.kind !== 'extents' || actual?.kind !== 'extents')
    return expected?.kind === actual?.kind ? undefined : { kind: 'text' };
  const compared = (extents: readonly ReadExtent[]): readonly ReadExtent[] =>
    offsets === 'moved' ? merged(extents).map(withoutHostOffset) : extents;
  return differenceOfExtents(compared(expected.extents), compared(actual.extents));
}

function inWords(difference: Difference): string {
  switch (difference.kind) {
    case 'field':
      return `${difference.field} differs from byte ${difference.at} on`;
    case 'coverage':
      return `it covers other bytes from byte ${difference.at} on`;
    case 'cut':
      return `only one of them begins an extent at byte ${difference.at}`;
    default:
      return 'its text differs';
  }
}

function messagesOf({ outcome, names }: NamedOutcome): string {
  const longestFirst = [...names].filter(name => name !== '').sort((a, b) => b.length - a.length);
  return longestFirst.reduce((text, name) => text.replaceAll(name, '…'), outcome.stderr.toString('latin1'));
}
