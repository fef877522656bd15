import type { ByteString } from '../../basics/byte-string.ts';
import { Bytes } from '../../basics/bytes.ts';
import { MetadataError, Unsupported } from '../../basics/error.ts';
import { allocatedFor } from '../../file/allocated-for.ts';
import type { ImageFile, LockedUse, NodeDescription, Segment } from '../../file/image-file.ts';
import { systemError } from '../../file/system-error.ts';
import { Unreadable } from '../../file/unreadable.ts';
import { compressedBit, dataBit, noOffset, synthesisedBit, zeroBit } from '../../kernel/bits.ts';
import { Kernel } from '../../kernel/kernel.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { Run } from '../../kernel/run.ts';
import { fileOfRun, type ImageFormat } from '../../node/image-format.ts';
import type { BackingNode } from '../../node/node.ts';
import { addLayers } from '../../node/walk/add-layers.ts';
import { AllocationWalk, emptyAllocation } from '../../node/walk/allocation.ts';

/** How qemu names a node. */
interface ContentName {
  readonly name: ByteString;
  readonly description: NodeDescription;
}

/** The content of an image, as a format above it reads it: the guest's bytes, found by the tables that a map goes through. */
export class ImageContent implements ImageFile {
  readonly name: ByteString;
  readonly path: ByteString;
  readonly noFolder: string | undefined;
  readonly description: NodeDescription;
  readonly length: number;
  readonly lengthError: number | undefined;
  readonly identity: string;
  readonly knowsHoles = true;
  readonly #images: readonly ImageFormat[];
  readonly #base: BackingNode | undefined;
  #read: readonly KernelLayer[] | undefined;
  #status: AllocationWalk | undefined;

  /**
   * @param images the image, and its backing files but for the last one
   * @param named how qemu names the node
   * @param base the last backing file; absent: there is none, or it isn't known yet
   */
  constructor(images: readonly ImageFormat[], { name, description }: ContentName, base?: BackingNode) {
    const image = images[0]!;
    const { file, virtualSize } = image;
    this.#images = images;
    this.#base = base;
    this.name = name;
    this.path = file.path;
    this.noFolder = file.noFolder;
    this.description = description;
    this.length = virtualSize;
    this.lengthError = image.sizeError;
    this.identity = file.identity;
  }

  get allocated(): number | undefined {
    const { file, furtherFiles = [] } = this.#images[0]!;
    return allocatedFor([file, ...furtherFiles]);
  }

  read(offset: number, length: number): Bytes {
    const bytes = new Bytes(length);
    this.readInto(bytes, offset);
    return bytes;
  }

  /**
   * @throws Unreadable where the tables can't be followed, or a file can't be read
   * @throws Unsupported where the bytes are compressed in a way that the host can't undo
   */
  readInto(bytes: Uint8Array, offset: number): void {
    const { lengthError = 1 } = this;
    const there = lengthError > 0 ? Math.max(0, Math.min(bytes.length, this.length - offset)) : 0;
    bytes.fill(0, there);
    for (let done = 0; done < there; ) {
      done += this.#readPart(bytes.subarray(done, there), offset + done);
    }
  }

  /** Reads bytes that have one answer, as many as there are; returns their number. */
  #readPart(bytes: Uint8Array, offset: number): number {
    this.#read ??= addLayers(Kernel.take(), this.#images, 'tables', 'reads');
    let end = offset + bytes.length;
    for (const [depth, image] of this.#images.entries()) {
      if (offset >= image.virtualSize) return zeros(bytes.subarray(0, end - offset));
      const run = this.#answerAt(this.#read[depth]!, offset, Math.min(end, image.virtualSize));
      end = Math.min(end, image.virtualSize, run.end);
      const part = bytes.subarray(0, end - offset);
      if ((run.kind & dataBit) !== 0) {
        if (image.tellsReads !== undefined) tellOfRead(image, run);
        try {
          readData(image, run, part, offset);
        } catch (error) {
          if (depth === 0 && error instanceof Unreadable) this.#lookUpNext(offset, offset + bytes.length);
          throw error;
        }
        return part.length;
      }
      if ((run.kind & zeroBit) !== 0 && (run.kind & synthesisedBit) === 0) return zeros(part);
      const backing = this.#images[depth + 1] ?? this.#base?.layers[0];
      if (backing === undefined) continue;
      image.checkBacking?.(backing);
      if (image.tellsReads !== undefined) image.file.onEvent?.('read_backing_aio');
    }
    const rest = bytes.subarray(0, end - offset);
    const base = this.#base?.bytes;
    if (base === undefined || offset >= base.length) return zeros(rest);
    base.readInto(rest, offset);
    return rest.length;
  }

  /** Looks up the clusters that are looked up while the one at `offset` fails to be read: their damage is reported, too. */
  #lookUpNext(offset: number, end: number): void {
    const { clusterSize = 1, readsAtOnce = 1, virtualSize } = this.#images[0]!;
    let at = offset;
    try {
      for (let count = 1; count < readsAtOnce; count++) {
        at = (Math.floor(at / clusterSize) + 1) * clusterSize;
        if (at >= Math.min(end, virtualSize)) return;
        this.#answerAt(this.#read![0]!, at, end);
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  }

  #answerAt(layer: KernelLayer, offset: number, end: number): Run {
    try {
      return layer.answerAt(offset, end);
    } catch (error) {
      if (!(error instanceof MetadataError)) throw error;
      throw new Unreadable(this.name, offset, error.message);
    }
  }

  /** What the image says by itself, without its backing files. Where they decide, it is data to a format above. */
  segmentAt(offset: number, limit: number): Segment {
    if (offset >= this.length) return { hole: true, end: Number.POSITIVE_INFINITY };
    this.#status ??= new AllocationWalk(this.#images.slice(0, 1), 'tables and holes');
    const found = emptyAllocation();
    const last = Math.min(limit, this.length);
    try {
      this.#status.at(offset, last, found);
    } catch (error) {
      if (error instanceof MetadataError || error instanceof Unreadable)
        return { hole: false, end: last, isFailed: true };
      throw error;
    }
    const end = offset + found.length;
    const backingSize = (this.#images[1] ?? this.#base?.layers[0])?.virtualSize ?? 0;
    const hole = found.owner === 0 ? offset >= backingSize : found.zero;
    return { hole, end: hole && end === this.length ? Number.POSITIVE_INFINITY : end };
  }

  /** The image has checked what it does with its files. What is done with the image is done with all of them, too. */
  checkLocks(used: readonly LockedUse[], unshared: readonly LockedUse[]): void {
    const { file, dataFile, extents = [] } = this.#images[0]!;
    for (const each of new Set([file, dataFile, ...extents.map(extent => extent.file)])) {
      each.checkLocks(used, unshared);
    }
  }
}

/** Tells who listens that data are about to be read. Drivers tell it themselves of compressed data: not each read needs the file. */
function tellOfRead(image: ImageFormat, { kind, file = 0 }: Run): void {
  if ((kind & compressedBit) !== 0) return;
  const told = image.tellsReads === 'extents' ? fileOfRun(image, file) : image.file;
  told.onEvent?.('read_aio');
}

/** Makes all bytes 0; returns their number. */
function zeros(bytes: Uint8Array): number {
  bytes.fill(0);
  return bytes.length;
}

/** Reads data of an image: at the host offset of their run, or else as its driver does it. */
function readData(
  image: ImageFormat,
  { offset, kind, file = 0 }: Run,
  bytes: Uint8Array,
  guest: number,
): void {
  const isPlaced = offset !== noOffset && (kind & compressedBit) === 0;
  if (isPlaced && offset < 0) throw new Unreadable(fileOfRun(image, file).name, offset, systemError('EIO'));
  if (isPlaced && image.readsPlacedData !== true) fileOfRun(image, file).readInto(bytes, offset);
  else if (image.readData !== undefined) image.readData(bytes, guest);
  else
    throw new Unsupported(
      `reading an image that lies in compressed, encrypted or unplaced data of format ${image.driver}`,
    );
}
