/**
 * The map as a library: open a chain of images, and read what `qemu-img map` prints of it.
 *
 * @module qemu-map-parity
 */

import { toByteString, toText } from './basics/byte-string.ts';
import type { Chain } from './chain/chain.ts';
import { openChain } from './chain/open-chain.ts';
import { Confinement } from './file/confinement.ts';
import type { Secrets } from './node/secrets.ts';
import { newest, type Profile } from './profile/profile.ts';
import { explainChain, type LayerExplanation } from './status/explain.ts';
import { Extents } from './status/extents.ts';
import { nbdBlocks as blocksOf, type NbdContext } from './status/nbd-blocks.ts';
import { rangeOf, type Window } from './status/window.ts';

export { Abort, MapError, MapParityError, MetadataError, Refusal, Unsupported } from './basics/error.ts';
export type { MapErrorCode } from './basics/error-codes.ts';
export { Confined } from './file/confinement.ts';
export type { Lookup } from './node/lookup.ts';
export type { MapEntry } from './profile/entry-fields.ts';
export { type JsonSchema, mapSchema } from './profile/map-schema.ts';
export { type Profile, profileNamed, profileOf } from './profile/profile.ts';
export type { LayerExplanation } from './status/explain.ts';
export type { NbdContext } from './status/nbd-blocks.ts';
export type { Window } from './status/window.ts';

export interface OpenImageOptions {
  /** The driver of the top layer (`qcow2`, `raw`); absent: known by its content. Not together with `imageOptions`. */
  readonly format?: string;
  /** The name is an option string, as for `--image-opts`: `driver=qcow2,file.filename=a.qcow2`. */
  readonly imageOptions?: boolean;
  /** As `-U`: another process may be writing to the image. Image options that say otherwise are refused. */
  readonly share?: boolean;
  /**
   * The folders that files may lie in, for images that aren't trusted: the names in their headers can lead anywhere. It
   * holds for every file, the image itself too; neither links nor `..` lead out. Relative ones start from the working
   * directory. Absent: any folder, as in qemu-img.
   */
  readonly confine?: readonly string[];
  /** Where relative names start from; absent: the working directory. */
  readonly directory?: string;
  /** Whose behaviour to have; absent: that of the newest known qemu-img. */
  readonly profile?: Profile;
  /** Passwords by the ids that options name them with: `encrypt.key-secret=ID`. Bytes, or text in UTF-8. */
  readonly secrets?: Readonly<Record<string, string | Uint8Array>>;
  /** Is told what qemu says on stderr while it goes on: warnings, damage. The text may be several lines. */
  readonly notice?: (text: string) => void;
}

/** One layer of an open image; sizes in bytes. */
export interface Layer {
  readonly name: string;
  /** The driver: `qcow2` or `raw`. */
  readonly format: string;
  readonly virtualSize: bigint;
  /** Absent where the format has no clusters. */
  readonly clusterSize?: number;
  /** False where the host can't say where files have holes: then each of them counts as data throughout. */
  readonly knowsHoles: boolean;
}

/** An open image with all its backing files. */
export interface Image extends Disposable {
  /** Bytes. */
  readonly virtualSize: bigint;
  /** From the top down: the index is the depth. */
  readonly layers: readonly Layer[];
  readonly profile: Profile;
  /** Closes its files. */
  close(): void;
}

/** A stretch of guest bytes that one layer decides on; the fields are those of `qemu-img map --output=json`. */
export interface Extent {
  /** Bytes. */
  readonly start: bigint;
  /** Bytes, at least 1. */
  readonly length: bigint;
  /** The index of the layer that decides. */
  readonly depth: number;
  /** That layer says data or zero itself; false where nothing says anything and zeros are read. */
  readonly present: boolean;
  /** Reads as zeros. */
  readonly zero: boolean;
  /** Has data in the file; together with `zero`: data that the host has as a hole. */
  readonly data: boolean;
  readonly compressed: boolean;
  /** Where `start` is in `file`, in bytes; absent where there is no such place. */
  readonly offset?: bigint;
  /** The file that `offset` means. */
  readonly file?: string;
}

/** A stretch of guest bytes of which a context of NBD says one thing. */
export interface NbdBlock {
  /** Bytes. */
  readonly start: bigint;
  /** Bytes, at least 1. */
  readonly length: bigint;
  /**
   * Of `qemu:allocation-depth`: 0 where no layer has anything (absent), 1 where the top has it (local), else which layer
   * from the top. Of `base:allocation`: bit 0 is set for a hole, bit 1 for what reads as zeros; 0 is data.
   */
  readonly value: number;
}

const chains = new WeakMap<Image, Chain>();

/**
 * Opens an image and all its backing files, for reading.
 *
 * @throws Refusal (code `refused`) in the words of qemu-img, Unsupported (code `unsupported`) of an image that only
 * qemu-img can map, Confined (code `confined`) of a file outside of the folders of `confine`
 */
export function openImage(name: string | Uint8Array, options: OpenImageOptions = {}): Image {
  const { format, directory, notice, confine } = options;
  const profile = options.profile ?? newest;
  const chain = openChain(toByteString(name), {
    profile,
    imageOptions: options.imageOptions ?? false,
    forceShare: options.share ?? false,
    notice: text => notice?.(toText(text)),
    secrets: secretsOf(options.secrets ?? {}),
    ...(format !== undefined && { format: toByteString(format) }),
    ...(directory !== undefined && { directory: toByteString(directory) }),
    ...(confine !== undefined && { confinement: new Confinement(confine) }),
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

function secretsOf(given: Readonly<Record<string, string | Uint8Array>>): Secrets {
  return new Map(Object.entries(given).map(([id, data]) => [toByteString(id), Buffer.from(data)]));
}

/**
 * The extents of a window of the image (absent: all of it), merged as qemu-img merges them, one at a time as they are
 * asked for. An empty window has none. Each iteration walks anew.
 *
 * @throws MetadataError (code `bad-metadata`) after the extents that are complete before it; Abort (code `qemu-aborts`)
 * where a raw image's last sector ends past its file
 */
export function* map(image: Image, window: Partial<Window> = {}): Generator<Extent, void, undefined> {
  const chain = chains.get(image)!;
  const range = rangeOf({ start: 0n, ...window }, chain.layers[0]!.virtualSize);
  if (range.start >= range.end) return;
  const extents = new Extents(chain, range, image.profile);
  try {
    while (extents.more()) {
      for (let index = 0; index < extents.count; index++) yield extentOf(chain, extents, index);
    }
  } finally {
    extents.close();
  }
}

function extentOf(chain: Chain, extents: Extents, index: number): Extent {
  const extent = {
    start: extents.start(index),
    length: extents.length(index),
    ...extents.flags(index),
  };
  const offset = extents.offset(index);
  if (offset === undefined) return extent;
  return { ...extent, offset, file: toText(chain.layers[extent.depth]!.dataFile.name) };
}

/**
 * What the qemu-nbd of the image's profile tells of the whole image in a metadata context, one block at a time as they
 * are asked for; neighbours of one value are one block. Each iteration walks anew. An image of no bytes has none.
 *
 * Where `map` says `present`, `qemu:allocation-depth` is its depth and 1, and elsewhere 0; except that filters (the
 * drivers compress, preallocate and blkdebug) count as layers here, and that a layer which ends before a stretch counts
 * as having it.
 *
 * @throws MetadataError (code `bad-metadata`) after the blocks that are complete before it; Abort (code `qemu-aborts`)
 * as `map` does
 */
export function* nbdBlocks(image: Image, context: NbdContext): Generator<NbdBlock, void, undefined> {
  for (const { start, length, value } of blocksOf(chains.get(image)!, context, image.profile))
    yield { start: BigInt(start), length: BigInt(length), value };
}

/**
 * How the answer at a guest offset comes about: the layers from the top down to the one that decides, each with its
 * cluster's state and the table words behind it.
 */
export function explain(image: Image, offset: bigint): LayerExplanation[] {
  return explainChain(chains.get(image)!, offset);
}
