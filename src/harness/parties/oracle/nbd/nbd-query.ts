import type { Query } from '../../../../../generators/recipe/recipe.ts';

/** A query for a context of NBD, as arguments of qemu-nbd and nbdinfo. */
export interface NbdQuery {
  readonly kind: 'words';
  /** Arguments of qemu-nbd that name the image. */
  readonly server: readonly string[];
  /** Arguments of nbdinfo that select the context and the output. */
  readonly client: readonly string[];
}

/** A query for which qemu-nbd and nbdinfo have no arguments. */
export interface NoNbdQuery {
  readonly kind: 'skipped';
  readonly reason: string;
}

/** Options of map that take a value, by each of their names. */
const valued: ReadonlyMap<string, 'context' | 'output' | 'format'> = new Map([
  ['--context', 'context'],
  ['--output', 'output'],
  ['-f', 'format'],
  ['--format', 'format'],
]);

/** Whether a query requests a context of NBD, which qemu-img has no option for. */
export function requestsContext(query: Query): boolean {
  return query.some(word => word === '--context' || word.startsWith('--context='));
}

/** Translates a query into arguments of qemu-nbd and nbdinfo. */
export function nbdQuery(query: Query): NbdQuery | NoNbdQuery {
  const values: { context?: string; output?: string; format?: string } = {};
  const operands: string[] = [];
  let imageOptions = false;
  const words = query.values();
  for (const word of words) {
    const [, name = word, joined] = /^(--[^=]*)=(.*)$/s.exec(word) ?? /^(-[^-])(.+)$/s.exec(word) ?? [];
    const option = valued.get(name);
    if (option === 'context' && values.context !== undefined) return skipped('nbdinfo maps one context');
    if (option !== undefined) values[option] = joined ?? words.next().value ?? '';
    else if (word === '--image-opts') imageOptions = true;
    else if (word.startsWith('-')) return skipped(`qemu-nbd and nbdinfo have no ${name}`);
    else operands.push(word);
  }
  const { context = '', output = 'human', format } = values;
  const [image] = operands;
  if (output !== 'human' && output !== 'json') return skipped('qemu-nbd and nbdinfo have no --output');
  if (image === undefined || operands.length > 1) return skipped('qemu-nbd takes one image');
  const opened = [...(imageOptions ? ['--image-opts'] : []), ...(format === undefined ? [] : ['-f', format])];
  return {
    kind: 'words',
    server: [...opened, ...bitmapOptions(context), '--', image],
    client: [...(output === 'json' ? ['--json'] : []), `--map=${context}`],
  };
}

/** qemu-nbd serves a dirty bitmap only if it is told to. */
function bitmapOptions(context: string): readonly string[] {
  const [, name] = /^qemu:dirty-bitmap:(.*)$/s.exec(context) ?? [];
  return name === undefined ? [] : ['-B', name];
}

function skipped(reason: string): NoNbdQuery {
  return { kind: 'skipped', reason };
}
