import { bitmapContext } from '../../recipe/query/bitmap-context.ts';
import { type OptionName, readWords, requestsHelp } from '../../recipe/query/query-words.ts';
import type { Query } from '../../recipe/recipe.ts';
import { type Abstention, abstain } from '../abstention.ts';
import type { AllocationContext } from '../nbd.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { imageOfJson, imageOfOptions } from './image-name.ts';
import type { QueriedImage } from './queried-node.ts';
import { readSize } from './size.ts';
import { type Passwords, plainSecret } from './unlocking.ts';

/** A context of NBD that the model knows. */
export type ModelContext = { readonly allocation: AllocationContext } | { readonly bitmap: string };

/** A query that the model understands. */
export interface ModelQuery {
  readonly kind: 'query';
  readonly image: QueriedImage;
  readonly output: 'json' | 'human';
  readonly passwords: Passwords;
  /** The context of NBD that the query is for, of the whole image. Undefined: the query is for a map. */
  readonly context: ModelContext | undefined;
  /** The guest bytes to map of an image of `length` bytes. Empty if `end` is not after `start`. */
  window(length: bigint): { readonly start: bigint; readonly end: bigint };
}

const wholeImage = 'whole image';

const allocationContexts: readonly string[] = ['base:allocation', 'qemu:allocation-depth'];

/** What the model reads a context as; undefined if it knows none like it. No client can ask for a bitmap without a name. */
function modelContext(context: string): ModelContext | undefined {
  if (allocationContexts.includes(context)) return { allocation: context as AllocationContext };
  const isBitmap = context.startsWith(bitmapContext) && context.length > bitmapContext.length;
  return isBitmap ? { bitmap: context.slice(bitmapContext.length) } : undefined;
}

/**
 * Reads the arguments of map. The model takes each option once, except `--object`. All versions refuse a word that getopt
 * doesn't know, a missing argument, and any number of images but one.
 */
export function readQuery(query: Query, version: string): ModelQuery | Refusal | Abstention {
  const words = readWords(query);
  const { options, operands, mistake } = words;
  const values: { [name in OptionName]?: string } = {};
  const passwords = new Map<string, string>();
  const [operand] = operands;
  if (requestsHelp(words)) return abstain('a request for help');
  if (mistake !== undefined || operand === undefined || operands.length > 1)
    return options.some(({ name }) => name === 'context') ? abstain('misuse of the command line') : refusal;
  for (const { name, value } of options) {
    if (name === 'object') {
      const secret = plainSecret(value);
      if (secret === undefined || passwords.has(secret.id))
        return abstain('an object that is no plain secret');
      passwords.set(secret.id, secret.password);
      continue;
    }
    if (values[name] !== undefined) return abstain('misuse of the command line');
    values[name] = value;
  }

  const { context, output = 'human', 'start-offset': from = '0', 'max-length': most, format } = values;
  const isWhole = (values['start-offset'] ?? most) === undefined;
  const asked = context === undefined ? undefined : modelContext(context);
  if (context !== undefined && (asked === undefined || !isWhole))
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
    kind: 'query',
    image,
    output,
    passwords,
    context: asked,
    window: imageLength => ({ start, end: endOf(start, length, imageLength) }),
  };
}

function imageNamed(
  operand: string,
  isOptions: boolean,
  format: string | undefined,
): QueriedImage | Abstention {
  const isJson = operand.startsWith('json:');
  if (format !== undefined && (isOptions || isJson)) return abstain('misuse of the command line');
  if (isOptions) return imageOfOptions(operand);
  if (isJson) return imageOfJson(operand);
  return { image: operand, unlocking: {}, ...(format !== undefined && { format }) };
}

/** qemu adds start and length as signed 64-bit numbers: a sum beyond them is negative, and the window is empty. */
function endOf(start: bigint, length: bigint | typeof wholeImage, imageLength: bigint): bigint {
  if (length === wholeImage) return imageLength;
  const sum = BigInt.asIntN(64, start + length);
  return sum < imageLength ? sum : imageLength;
}
