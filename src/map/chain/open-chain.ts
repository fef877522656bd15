import { type ByteString, toText } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';
import { Closing } from '../node/closing.ts';
import { imageWithoutDisc } from '../node/empty-drive.ts';
import type { ImageFormat } from '../node/image-format.ts';
import type { Context, OpenFile } from '../node/opening.ts';
import { type Source, theImage } from '../node/source.ts';
import type { Options } from '../options/options.ts';
import { parseImageOptions } from '../options/parse-image-options.ts';
import type { Chain } from './chain.ts';
import { openNode } from './open-node.ts';
import { isOutlived } from './open-part.ts';

/** How a chain is opened. */
export interface OpenOptions extends Context {
  /** The driver of the top layer; absent: it is probed. Not together with `imageOptions`. */
  readonly format?: ByteString;
  /** The name is an option string, as for `--image-opts`. */
  readonly imageOptions?: boolean;
  /** `-U`: other processes may be writing to the image. Image options that contradict are refused. */
  readonly forceShare?: boolean;
}

/**
 * Opens a chain: all its files, from the top down, for reading.
 *
 * @throws Refusal with the whole text that qemu-img prints after `qemu-img: `
 * @throws Unsupported if only qemu-img can open it
 * @throws Confined for a file outside of the allowed folders
 */
export function openChain(name: ByteString, options: OpenOptions): Chain {
  const top = topSource(name, options);
  const files: OpenFile[] = [];
  const closing = new Closing();
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    for (const file of files.splice(0)) file.close();
  };
  try {
    const shared = {
      files,
      named: new Map(),
      warned: new Set<string>(),
      frozen: new Set<ImageFormat>(),
      drives: { withoutDisc: 0 },
    };
    const node = openNode(top, { ...options, ...shared, closing, depth: 0, openNode });
    closing.add('image', node.closing);
    const { layers: opened, active } = node;
    const layers = shared.drives.withoutDisc === 0 ? opened : [imageWithoutDisc(opened[0]!)];
    // The chain is read only once it is open. Until then a file of raw bytes has no use, so no lock stands against it. An
    // inactive chain doesn't count as read at all.
    if (active) for (const file of files) file.checkLocks(['consistent read'], []);
    return {
      name,
      layers,
      get missedHoles() {
        return files.some(file => file.missedHoles === true);
      },
      get isClosed() {
        return isClosed;
      },
      sayLast: () => closing.sayAll(options.profile),
      close,
    };
  } catch (error) {
    if (isOutlived(error)) closing.sayAll(options.profile);
    close();
    if (error instanceof Unsupported && error.file === undefined)
      throw new Unsupported(error.feature, toText(name));
    if (!(error instanceof Refusal)) throw error;
    throw error.within(`Could not open '${name}': `);
  }
}

const asTop = { keyPath: [], probed: true, active: true, referrer: theImage } as const;

function topSource(name: ByteString, options: OpenOptions): Source {
  if (options.imageOptions !== true) {
    const top: Options = new Map();
    if (options.format !== undefined) top.set('driver', options.format);
    if (options.forceShare === true) top.set('force-share', true);
    return { name, options: top, ...asTop };
  }
  const top = parseImageOptions(name, options);
  // qemu knows only this word for on here.
  if (options.forceShare === true && top.has('force-share') && top.get('force-share') !== 'on') {
    throw new Refusal('--force-share/-U conflicts with image options');
  }
  if (options.forceShare === true) top.set('force-share', 'on');
  return { options: top, ...asTop };
}
