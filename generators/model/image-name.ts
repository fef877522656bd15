import { type Abstention, abstain } from './abstention.ts';
import type { Opened } from './chain.ts';
import type { Unlocking } from './unlocking.ts';

type Image = (Opened & { readonly kind: 'opened' }) | Abstention;

/** An image by its `json:` name: a driver, a file, and perhaps `"backing": null`. */
export function imageOfJson(text: string): Image {
  return imageOf(flat(parse(text.slice('json:'.length))));
}

/** An image by its options, `driver=qcow2,file.filename=NAME`; two commas stand for one within a value. */
export function imageOfOptions(text: string): Image {
  const pairs = text.match(/([^,]|,,)+/g) ?? [];
  return imageOf(
    new Map(
      pairs.map(pair => {
        const [key = '', ...rest] = pair.replaceAll(',,', ',').split('=');
        return [key, rest.join('=')];
      }),
    ),
  );
}

const drivers: readonly unknown[] = ['qcow2', 'raw'];

/** What these options open, by their dotted names. */
function imageOf(options: ReadonlyMap<string, unknown>): Image {
  const {
    driver,
    image,
    protocol = 'file',
    backing,
    ...others
  } = Object.fromEntries([...options].map(([key, value]) => [shortName.get(key) ?? key, value]));
  const withoutBacking = backing === null && driver === 'qcow2';
  const unlocking = takeUnlocking(others);
  if (
    unlocking === undefined ||
    typeof image !== 'string' ||
    !drivers.includes(driver) ||
    protocol !== 'file' ||
    (backing !== undefined && !withoutBacking) ||
    Object.keys(others).length > 0
  ) {
    return abstain('image options of another kind');
  }
  return { kind: 'opened', image, format: String(driver), withoutBacking, unlocking };
}

/** Takes out what is said of encryption, by the depth of the layer; undefined where it is no plain text. */
function takeUnlocking(options: Record<string, unknown>): Unlocking[] | undefined {
  const unlocking: Unlocking[] = [];
  for (const [key, value] of Object.entries(options)) {
    const [, above = '', what] = /^((?:backing\.)*)encrypt\.(format|key-secret)$/.exec(key) ?? [];
    if (what === undefined) continue;
    if (typeof value !== 'string') return undefined;
    delete options[key];
    const depth = above.length / 'backing.'.length;
    unlocking[depth] = { ...unlocking[depth], [what === 'format' ? 'format' : 'secret']: value };
  }
  return unlocking;
}

const shortName: ReadonlyMap<string, string> = new Map([
  ['file.filename', 'image'],
  ['file.driver', 'protocol'],
]);

/** The members of an object by dotted name; an empty one stays. */
function flat(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map();
  const entries = Object.entries(value).flatMap(([key, member]): [string, unknown][] =>
    typeof member === 'object' && member !== null && Object.keys(member).length > 0
      ? [...flat(member)].map(([inner, innermost]) => [`${key}.${inner}`, innermost])
      : [[key, member]],
  );
  return new Map(entries);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
