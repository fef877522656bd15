import type { Query } from '../recipe/recipe.ts';
import { type Abstention, abstain } from './abstention.ts';
import type { Opened } from './chain.ts';
import { imageOfJson, imageOfOptions } from './image-name.ts';
import type { ModelContext } from './nbd.ts';
import { readSize } from './size.ts';
import { type Passwords, plainSecret } from './unlocking.ts';

/** A query that the model understands. */
export interface Asked extends Opened {
  readonly kind: 'asked';
  readonly output: 'json' | 'human';
  readonly passwords: Passwords;
  /** The query is for a context of NBD: of the whole image, which has no windows. */
  readonly context: ModelContext | undefined;
  /** The guest bytes to map of an image of `length` bytes; nothing where `end` is not behind `start`. */
  window(length: bigint): { readonly start: bigint; readonly end: bigint };
}

const wholeImage = 'whole image';

type Option = 'context' | 'output' | 'start' | 'length' | 'format';

const contexts: readonly (string | undefined)[] = [undefined, 'base:allocation', 'qemu:allocation-depth'];

/** Options with a value, in their short and long form. */
const valued: ReadonlyMap<string, Option> = new Map([
  ['--context', 'context'],
  ['--output', 'output'],
  ['-s', 'start'],
  ['--start-offset', 'start'],
  ['-l', 'length'],
  ['--max-length', 'length'],
  ['-f', 'format'],
  ['--format', 'format'],
]);

/** Reads the arguments of map, as far as the model goes. */
export function readQuery(query: Query, version: string): Asked | Abstention {
  const values: { [name in Option]?: string } = {};
  const passwords = new Map<string, string>();
  const operands: string[] = [];
  let imageOptions = false;
  for (let at = 0; at < query.length; at++) {
    const word = query[at]!;
    const { name, joined } = splitOption(word);
    const option = valued.get(name);
    if (option !== undefined) {
      const value = joined ?? query[++at];
      if (value === undefined) return abstain(`${word} without a value`);
      if (values[option] !== undefined) return abstain(`${word} a second time`);
      values[option] = value;
    } else if (name === '--object') {
      const text = joined ?? query[++at] ?? '';
      const secret = plainSecret(text);
      if (secret === undefined || passwords.has(secret.id)) return abstain(`the object ${text}`);
      passwords.set(secret.id, secret.password);
    } else if (word === '--image-opts') imageOptions = true;
    else if (word === '-U' || word === '--force-share') continue;
    else if (word.startsWith('-')) return abstain(`option ${word}`);
    else operands.push(word);
  }

  const { context, output = 'human', start: from = '0', length: most, format } = values;
  if (!contexts.includes(context)) return abstain(`context ${context}`);
  if (context !== undefined && (values.start ?? most) !== undefined) return abstain('a context in a window');
  if (output !== 'json' && output !== 'human') return abstain(`output ${output}`);
  const [operand] = operands;
  if (operand === undefined || operands.length > 1) return abstain(`${operands.length} image names`);
  if (imageOptions && format !== undefined) return abstain('image options and a format');
  const image = openedBy(operand, imageOptions, format);
  if (image.kind === 'abstains') return image;
  const start = readSize(from, version);
  const length = most === undefined ? wholeImage : readSize(most, version);
  if (start === undefined || length === undefined) return abstain('a size beyond plain ones');
  return {
    ...image,
    kind: 'asked',
    output,
    passwords,
    context: context as ModelContext | undefined,
    window: imageLength => ({ start, end: endOf(start, length, imageLength) }),
  };
}

/** `--name=value` and `-nvalue` hold their value in one word. */
function splitOption(word: string): { name: string; joined: string | undefined } {
  const [, name = word, joined] = /^(--[^=]*)=(.*)$/s.exec(word) ?? /^(-[^-])(.+)$/s.exec(word) ?? [];
  return { name, joined };
}

function openedBy(
  operand: string,
  imageOptions: boolean,
  format: string | undefined,
): (Opened & { kind: 'opened' }) | Abstention {
  if (imageOptions) return imageOfOptions(operand);
  if (operand.startsWith('json:'))
    return format === undefined ? imageOfJson(operand) : abstain('json: and a format');
  return { kind: 'opened', image: operand, format, withoutBacking: false, unlocking: [] };
}

/** qemu adds the two in 64 bits with a sign: a sum beyond them is negative, and the window empty. */
function endOf(start: bigint, length: bigint | typeof wholeImage, imageLength: bigint): bigint {
  if (length === wholeImage) return imageLength;
  const sum = BigInt.asIntN(64, start + length);
  return sum < imageLength ? sum : imageLength;
}
