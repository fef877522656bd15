import { type ByteString, toText } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';
import type { NodeDescription } from '../file/image-file.ts';
import { checkAttachable, cycle } from '../node/children/attach-child.ts';
import { nodeNamed } from '../node/children/named-nodes.ts';
import { withoutDisc } from '../node/empty-drive.ts';
import type { ImageFormat } from '../node/image-format.ts';
import type { Node } from '../node/node.ts';
import type { Opening } from '../node/opening.ts';
import { type Source, theImage } from '../node/source.ts';
import { checkNesting } from '../options/nesting.ts';
import { textOf } from '../options/options.ts';
import { inQemuOrder } from '../options/qemu-order.ts';
import { type Backing, backingPrefix } from './backing.ts';
import { LoopGuard } from './loop-guard.ts';
import { isOutlived, type OpenedPart, openPart } from './open-part.ts';

/**
 * Opens a node with all that is below it.
 *
 * @throws Refusal, Unsupported, Confined
 */
export function openNode(source: Source, opening: Opening): Node {
  const depth = opening.depth + 1;
  checkNesting(depth);
  const { drives } = opening;
  const before = drives.withoutDisc;
  const parts: OpenedPart[] = [];
  let node: Node;
  try {
    node = openWithBacking(source, parts, { ...opening, depth });
  } catch (error) {
    if (isOutlived(error)) for (const part of parts.toReversed()) part.node.closing.sayAll(opening.profile);
    throw error;
  }
  return drives.withoutDisc === before ? node : named(withoutDisc(node), opening);
}

/**
 * Opens a node and its backing files in a loop, since a chain may have any length.
 *
 * @param parts takes what is open, from the top down
 */
function openWithBacking(top: Source, parts: OpenedPart[], opening: Opening): Node {
  let loops: LoopGuard | undefined;
  let below: Node | undefined;
  let next: Source | undefined = top;
  /** The part that the deepest one names as its backing file; below 0: none. */
  let cycleAt = -1;
  while (next !== undefined) {
    loops?.check(next, parts);
    const part = openAt(parts.length, next, opening);
    parts.push(part);
    const { backing } = part;
    if (backing !== undefined && 'node' in backing) {
      cycleAt = parts.findIndex(({ node }) => node.nodeName === backing.node);
      if (cycleAt < 0) below = nodeBelow(parts.length, backing.node, opening);
      break;
    }
    next = backing;
    if (next !== undefined) loops ??= new LoopGuard(opening, top);
  }
  const [first] = parts;
  // Most nodes are files below an image: they stand on nothing.
  if (first!.backing === undefined) {
    checkRest(first!);
    return named(first!.node, opening);
  }
  // qemu checks for unknown options when a node and all below it are open, so the deepest node is refused first.
  let node = below;
  const base = below ?? parts.at(-1)!.node;
  const images: ImageFormat[] = [];
  const upwards = (below?.layers ?? []).toReversed();
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const part = parts[depth]!;
    const backing = parts[depth + 1]?.node ?? below;
    try {
      if (depth === cycleAt) {
        const child = parts[depth + 1] ?? part;
        throw cycle(child.node.nodeName, 'backing', part.node.nodeName!, opening.profile);
      }
      if (backing !== undefined) checkAttachable(backing, 'backing', part.node);
      checkRest(part);
    } catch (error) {
      throw ofLayer(depth, error);
    }
    const { nodeName, layers: own, over } = part.node;
    upwards.push(...own.toReversed());
    if (part.backing !== undefined) images.unshift(...own);
    const isDescribed = parts[depth - 1]?.backing?.overrules !== undefined;
    // Few nodes are asked for their layers: lists for all would take a second for 5,000 of them.
    if (depth > 0 && nodeName === undefined && !isDescribed) continue;
    const read = part.backing && over?.([...images], base, descriptionInstead(part.backing, node));
    node = named({ ...part.node, layers: upwards.toReversed(), ...read }, opening);
  }
  for (const [depth, part] of parts.entries()) {
    const backing = parts[depth + 1]?.node ?? below;
    if (backing !== undefined) part.node.closing.add('backing', backing.closing);
  }
  return node!;
}

/** What describes the node below an image, if options chose another one than its header names. In a cycle there is none yet. */
function descriptionInstead({ overrules }: Backing, below: Node | undefined): NodeDescription | undefined {
  return overrules === undefined || overrules === below?.bytes.name ? undefined : below?.bytes.description;
}

/** Lets options refer to an open node by its name, if it has one. */
function named(node: Node, opening: Opening): Node {
  if (node.nodeName !== undefined) opening.named.set(node.nodeName, node);
  return node;
}

/**
 * Checks that all options of a node were taken.
 *
 * @throws Refusal of an unknown option
 */
function checkRest({ node: { driver }, rest }: OpenedPart): void {
  if (rest.size === 0) return;
  const [unknown] = inQemuOrder(rest.keys());
  throw new Refusal(
    driver.kind === 'protocol'
      ? `Block protocol '${driver.name}' doesn't support the option '${unknown}'`
      : `Block format '${driver.name}' does not support the option '${unknown}'`,
  );
}

/** Opens the layer of a chain at `depth`. What isn't supported names the node, unless that is the image itself. */
function openAt(depth: number, source: Source, opening: Opening): OpenedPart {
  try {
    return openPart(source, opening);
  } catch (error) {
    const file = nodeText(source);
    if (!(error instanceof Unsupported) || error.file !== undefined || file === undefined)
      throw ofLayer(depth, error);
    throw new Unsupported(error.feature, file);
  }
}

/** The children that have a referrer of their own. */
const referred: readonly ByteString[] = ['backing', 'data-file', 'header'];

/** What names a node, like `children.0 of the image` or `the backing file of top, 'base'`. Undefined: only the name of the image does. */
function nodeText({ name, options, keyPath, referrer }: Source): string | undefined {
  const keys = keyPath.slice(keyPath.findLastIndex(key => referred.includes(key)) + 1);
  const isChild = name === undefined && keys.length > 0;
  if (!isChild && referrer === theImage) return undefined;
  const fileName = name ?? textOf(options, 'filename');
  const written = fileName === undefined ? '' : `, '${toText(fileName)}'`;
  return `${isChild ? `${toText(keys.join('.'))} of ` : ''}${referrer}${written}`;
}

/** The open node of that name, as the layer at `depth`. */
function nodeBelow(depth: number, name: ByteString, opening: Opening): Node {
  try {
    return nodeNamed(name, opening);
  } catch (error) {
    throw ofLayer(depth, error);
  }
}

/** A refusal becomes that of the layer at `depth`. */
function ofLayer(depth: number, error: unknown): unknown {
  return error instanceof Refusal && depth > 0 ? error.within(backingPrefix.repeat(depth)) : error;
}
