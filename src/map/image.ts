import { checkName, checkOptions } from './arguments.ts';
import { type ByteString, toByteString, toText } from './basics/byte-string.ts';
import { bytesOf } from './basics/bytes.ts';
import { MapError } from './basics/error.ts';
import { type Chain, requireOpen } from './chain/chain.ts';
import { openChain } from './chain/open-chain.ts';
import type { Host } from './host/host.ts';
import type { NamedObject, NamedObjects } from './node/named-objects.ts';
import type { OpenImageOptions } from './open-image-options.ts';
import { newest, type Profile } from './profile/profile.ts';

/** One layer of an open image. */
export interface Layer {
  /** The name that the layer was opened by, as qemu prints it. */
  readonly name: string;
  /** The driver, by its name in qemu: `qcow2`, `raw`, `null-co`, … */
  readonly format: string;
  /** In bytes, a multiple of 512. */
  readonly virtualSize: bigint;
  /** In bytes; absent if the format has no clusters. */
  readonly clusterSize?: number;
  /** False if the host can't tell holes from data: then a file counts as data throughout. */
  readonly knowsHoles: boolean;
}

/** An open image with all its backing files. */
export interface Image extends Disposable {
  /** In bytes, a multiple of 512. */
  readonly virtualSize: bigint;
  /** The layers from the top down; the index is the depth. */
  readonly layers: readonly Layer[];
  /** The version that the image was opened as. */
  readonly profile: Profile;
  /**
   * Closes the files; `using` does so. After that `map`, `nbdBlocks` and `explain` throw, and so do iterators that were begun
   * before. Further calls do nothing.
   */
  close(): void;
}

const chains = new WeakMap<Image, Chain>();

/**
 * The chain of an image that `openImage` returned.
 *
 * @throws MapError `bad-argument` if it is no such image, `closed` if it is closed
 */
export function chainOf(image: Image): Chain {
  const chain = chains.get(image);
  if (chain === undefined)
    throw new MapError('bad-argument', 'the image must be one that openImage returned');
  requireOpen(chain);
  return chain;
}

/** Makes the host that the options of `openImage` mean. */
export type HostOf = (options: OpenImageOptions) => Host;

/** `openImage`, with what has the files. */
export function openImageOn(hostOf: HostOf, name: string | Uint8Array, options: OpenImageOptions): Image {
  checkName(name);
  checkOptions(options);
  const { format, notice } = options;
  const profile = options.profile ?? newest;
  const chain = openChain(toByteString(name), {
    profile,
    host: hostOf(options),
    imageOptions: options.imageOptions ?? false,
    forceShare: options.share ?? false,
    notice: text => notice?.(toText(text)),
    objects: objectsOf(options),
    ...(format !== undefined && { format: toByteString(format) }),
  });
  const layers = chain.layers.map(layer => ({
    name: toText(layer.file.name),
    format: layer.driver,
    virtualSize: BigInt(layer.virtualSize),
    ...(layer.clusterSize !== undefined && { clusterSize: layer.clusterSize }),
    get knowsHoles() {
      return layer.dataFile.knowsHoles;
    },
  }));
  const image: Image = {
    virtualSize: layers[0]!.virtualSize,
    layers,
    profile,
    close: () => chain.close(),
    [Symbol.dispose]: () => chain.close(),
  };
  chains.set(image, chain);
  return image;
}

function objectsOf({ secrets = {}, throttleGroups = [] }: OpenImageOptions): NamedObjects {
  const objects = new Map<ByteString, NamedObject>();
  for (const id of throttleGroups) objects.set(toByteString(id), { kind: 'throttle-group' });
  for (const [id, data] of Object.entries(secrets)) {
    objects.set(toByteString(id), { kind: 'secret', data: bytesOf(toByteString(data)) });
  }
  return objects;
}
