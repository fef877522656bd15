import type { Query } from '../../../../generators/recipe/recipe.ts';

/** A query for a context of NBD as it is put to qemu-nbd and nbdinfo. */
export interface NbdQuery {
  readonly kind: 'words';
  /** Arguments of qemu-nbd that name the image. */
  readonly server: readonly string[];
  /** Arguments of nbdinfo that say what is asked for. */
  readonly client: readonly string[];
}

/** A query that the two have no words for. */
export interface NoNbdQuery {
  readonly kind: 'skipped';
  readonly reason: string;
}

/** Options of map with a value, by any of their names. */
const valued: ReadonlyMap<string, 'context' | 'output' | 'format'> = new Map([
  ['--context', 'context'],
  ['--output', 'output'],
  ['-f', 'format'],
  ['--format', 'format'],
]);

/** Whether a query asks for a context, and is none for qemu-img. */
export function requestsContext(query: Query): boolean {
  return query.some(word => word === '--context' || word.startsWith('--context='));
}

/**
 * Puts a query into the words of qemu-nbd and nbdinfo. `-U` is left out: qemu-nbd doesn't have it, and nothing else
 * opens the image.
 */
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
    else if (word === '-U' || word === '--force-share') continue;
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
    server: [...opened, '--', image],
    client: [...(output === 'json' ? ['--json'] : []), `--map=${context}`],
  };
}

function skipped(reason: string): NoNbdQuery {
  return { kind: 'skipped', reason };
}
