import { type OptionName, readWords } from '../recipe/query-words.ts';
import type { Query } from '../recipe/recipe.ts';
import { type Abstention, abstain } from './abstention.ts';
import { imageOfJson, imageOfOptions } from './image-name.ts';
import type { ModelContext } from './nbd.ts';
import type { SaidImage } from './said-node.ts';
import { readSize } from './size.ts';
import { type Passwords, plainSecret } from './unlocking.ts';

/** A query that the model understands. */
export interface Asked {
  readonly kind: 'asked';
  readonly image: SaidImage;
  readonly output: 'json' | 'human';
  readonly passwords: Passwords;
  /** The query is for a context of NBD: of the whole image, which has no windows. */
  readonly context: ModelContext | undefined;
  /** The guest bytes to map of an image of `length` bytes; nothing where `end` is not behind `start`. */
  window(length: bigint): { readonly start: bigint; readonly end: bigint };
}

const wholeImage = 'whole image';

const contexts: readonly (string | undefined)[] = [undefined, 'base:allocation', 'qemu:allocation-depth'];

/** Reads the arguments of map, as far as the model goes: each option is said once, but `--object`. */
export function readQuery(query: Query, version: string): Asked | Abstention {
  const { options, operands, mistake } = readWords(query);
  const values: { [name in OptionName]?: string } = {};
  const passwords = new Map<string, string>();
  const [operand] = operands;
  if (mistake !== undefined || operand === undefined || operands.length > 1)
    return abstain('misuse of the command line');
  for (const { name, value } of options) {
    if (name === 'object') {
      const secret = plainSecret(value);
      if (secret === undefined || passwords.has(secret.id))
        return abstain('an object that is no plain secret');
      passwords.set(secret.id, secret.password);
      continue;
    }
    if (name === 'help' || values[name] !== undefined) return abstain('misuse of the command line');
    values[name] = value;
  }

  const { context, output = 'human', 'start-offset': from = '0', 'max-length': most, format } = values;
  const isWhole = (values['start-offset'] ?? most) === undefined;
  if (!contexts.includes(context) || (context !== undefined && !isWhole))
    return abstain('a context of NBD in a window, or of filters');
  if (output !== 'json' && output !== 'human') return abstain('misuse of the command line');
  const image = imageNamed(operand, values['image-opts'] !== undefined, format);
  if ('kind' in image) return image;
  if (context !== undefined && image.isFiltered)
    return abstain('a context of NBD in a window, or of filters');
  const start = readSize(from, version);
  const length = most === undefined ? wholeImage : readSize(most, version);
  if (start === undefined || length === undefined) return abstain('a size beyond plain ones');
  return {
    kind: 'asked',
    image,
    output,
    passwords,
    context: context as ModelContext | undefined,
    window: imageLength => ({ start, end: endOf(start, length, imageLength) }),
  };
}

function imageNamed(operand: string, isOptions: boolean, format: string | undefined): SaidImage | Abstention {
  const isJson = operand.startsWith('json:');
  if (format !== undefined && (isOptions || isJson)) return abstain('misuse of the command line');
  if (isOptions) return imageOfOptions(operand);
  if (isJson) return imageOfJson(operand);
  return { image: operand, unlocking: {}, ...(format !== undefined && { format }) };
}

/** qemu adds the two in 64 bits with a sign: a sum beyond them is negative, and the window empty. */
function endOf(start: bigint, length: bigint | typeof wholeImage, imageLength: bigint): bigint {
  if (length === wholeImage) return imageLength;
  const sum = BigInt.asIntN(64, start + length);
  return sum < imageLength ? sum : imageLength;
}
