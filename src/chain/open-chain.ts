import type { ByteString } from '../byte-string.ts';
import { Refusal } from '../error.ts';
import { backingPrefix, type Source } from './backing.ts';
import type { Chain } from './chain.ts';
import { parseImageOptions } from './image-options.ts';
import { LoopGuard } from './loop-guard.ts';
import { type Context, checkFileOptions } from './open-file.ts';
import { type OpenedLayer, openLayer } from './open-layer.ts';
import type { Options } from './options.ts';

export interface OpenOptions extends Context {
  /** The driver of the top layer; absent: probed. Not together with `imageOptions`. */
  readonly format?: ByteString;
  /** The name is an option string, as for `--image-opts`. */
  readonly imageOptions?: boolean;
  /** `-U`. Nothing is locked either way, but image options may say otherwise. */
  readonly forceShare?: boolean;
}

/**
 * Opens a chain, all its files, from the top down; nothing is written.
 *
 * @throws Refusal with the whole text that qemu-img prints after `qemu-img: `
 * @throws Unsupported of a chain that qemu-img would open
 */
export function openChain(name: ByteString, options: OpenOptions): Chain {
  const top = topSource(name, options);
  const opened: OpenedLayer[] = [];
  const close = (): void => {
    for (const { image } of opened) image.close();
  };
  try {
    openAll(top, opened, options);
  } catch (error) {
    close();
    if (!(error instanceof Refusal)) throw error;
    throw error.within(`Could not open '${name}': `);
  }
  return { name, layers: opened.map(({ image }) => image), close };
}

function topSource(name: ByteString, options: OpenOptions): Source {
  if (options.imageOptions !== true) {
    const top: Options = new Map();
    if (options.format !== undefined) top.set('driver', options.format);
    return { name, options: top };
  }
  const top = parseImageOptions(name, options);
  // Of the words for on, only `on` itself is understood here.
  if (options.forceShare === true && top.has('force-share') && top.get('force-share') !== 'on') {
    throw new Refusal('--force-share/-U conflicts with image options');
  }
  return { options: top };
}

function openAll(top: Source, opened: OpenedLayer[], context: Context): void {
  const loops = new LoopGuard(context.profile);
  let next: Source | undefined = top;
  while (next !== undefined) {
    const source: Source = next;
    loops.check(source, opened);
    const layer = atDepth(opened.length, () => openLayer(source, context));
    opened.push(layer);
    next = layer.backing;
  }
  // qemu looks for options that nobody took when a layer with all below it is open: the deepest speaks first.
  for (let depth = opened.length - 1; depth >= 0; depth--) {
    atDepth(depth, () => checkRest(opened[depth]!));
  }
}

/** Makes sure that the options of a layer were all taken. */
function checkRest({ image, rest }: OpenedLayer): void {
  if (image.driver === 'file') checkFileOptions(rest);
  const [unknown] = rest.keys();
  if (unknown === undefined) return;
  throw new Refusal(`Block format '${image.driver}' does not support the option '${unknown}'`);
}

/** What `open` gives; its refusals as those of a layer at `depth`. */
function atDepth<Value>(depth: number, open: () => Value): Value {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw error.within(backingPrefix.repeat(depth));
  }
}
