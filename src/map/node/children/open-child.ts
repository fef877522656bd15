import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Referrer } from '../../file/confined.ts';
import { type Options, takeChild, takeText } from '../../options/options.ts';
import type { CommonOptions } from '../common-options.ts';
import type { Node } from '../node.ts';
import type { Opening } from '../opening.ts';
import type { Source } from '../source.ts';
import { checkAttachable, cycle } from './attach-child.ts';
import { nodeNamed, referenceWithMore } from './named-nodes.ts';

/** A child of a node that is to be opened. */
export interface Child {
  /** The option that describes it: `file`, `data-file`, `image`. */
  readonly key: string;
  /** Its file name; absent: only the options describe it. */
  readonly name?: ByteString;
  /** See `Source.literal`. */
  readonly literal?: Source['literal'];
  /** The keys that lead to the options of the node: see `Source.keyPath`. */
  readonly keyPath: readonly ByteString[];
  /** The options of the node: those of the child are taken out. */
  readonly options: Options;
  /** All options of the node, as they were before any was taken. */
  readonly parent: Options;
  readonly referrer: Referrer;
  /** Without a driver in its options the format is probed. Absent: the child is a file. */
  readonly probed?: boolean;
  /** Of the node: below an inactive one the child is inactive, too, and it can't be its own child. */
  readonly common: Pick<CommonOptions, 'active' | 'nodeName'>;
}

/**
 * Opens the child of a node that its options describe, or `name`. Nothing is probed below a format.
 *
 * @returns undefined when nothing describes the child
 * @throws Refusal, Unsupported, Confined
 */
export function openChild(child: Child, opening: Opening): Node | undefined {
  const node = openDescribed(child, opening);
  if (node !== undefined) opening.closing.add(child.key, node.closing);
  return node;
}

function openDescribed(
  { key, name, literal, keyPath, options, parent, referrer, common, probed = false }: Child,
  opening: Opening,
): Node | undefined {
  const reference = takeText(options, key);
  const own = takeChild(options, `${key}.`);
  if (reference !== undefined) {
    if (name !== undefined || own.size > 0) throw new Refusal(referenceWithMore);
    if (reference === common.nodeName) throw cycle(reference, key, reference, opening.profile);
    return nodeNamed(reference, opening);
  }
  if (name === undefined && own.size === 0) return undefined;
  const { active } = common;
  const source = { keyPath: [...keyPath, key], options: own, parent, probed, referrer, active };
  const named = name === undefined ? {} : { name, ...(literal && { literal }) };
  return opening.openNode({ ...source, ...named }, opening);
}

/**
 * The child itself, of a node that can't do without it.
 *
 * @param above the options of that node
 * @throws Refusal when there is none, or an inactive one below an active node; Unsupported as `checkAttachable`
 */
export function requireChild(child: Node | undefined, key: string, above: CommonOptions): Node {
  if (child === undefined) throw new Refusal(`A block device must be specified for "${key}"`);
  checkAttachable(child, key, above);
  return child;
}

/**
 * Checks that what is written to a node can get to its file.
 *
 * @param uses what the node above may do, as qemu calls it
 * @throws Refusal
 */
export function requireWritable({ canBeWritten, active }: Node, uses: string = 'write'): void {
  if (!active) throw new Refusal(`Permission '${uses}' unavailable on inactive node`);
  if (!canBeWritten) throw new Refusal('Block node is read-only');
}
