import type { ByteString } from '../../basics/byte-string.ts';
import { toText } from '../../basics/byte-string.ts';
import type { Bytes } from '../../basics/bytes.ts';
import { Abort, Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { lockTables } from '../../node/children/child-locks.ts';
import { openChild, requireChild, requireWritable } from '../../node/children/open-child.ts';
import type { CommonOptions } from '../../node/common-options.ts';
import type { Given } from '../../node/driver.ts';
import { isRelative } from '../../node/file-name.ts';
import { mostFilesOfLoop } from '../../node/most-files.ts';
import type { Node } from '../../node/node.ts';
import type { Opening } from '../../node/opening.ts';
import { checkCreateType, descriptorText, readHead } from './descriptor/descriptor.ts';
import { type ExtentLine, extentLines } from './descriptor/extent-lines.ts';
import type { Extent } from './extent.ts';
import { asBytes } from './sectors.ts';
import { openSeSparse, openSparse, type SparseOpening } from './sparse-extent.ts';

/** Opens the extents of one image, and keeps them in their order. */
export class ExtentOpener {
  readonly extents: Extent[] = [];
  readonly #image: ImageFile;
  readonly #given: Given;
  readonly #opening: Opening;
  /** How many files qemu-img could open. */
  #mostFiles: number | undefined;

  /** @param image the file of the image */
  constructor(image: ImageFile, given: Given, opening: Opening) {
    this.#image = image;
    this.#given = given;
    this.#opening = opening;
  }

  /**
   * Adds the file of the image as an extent, or the extents that its descriptor lists if it has no grains of its own.
   *
   * @param head the start of the file
   * @throws Refusal, Unsupported, Confined
   */
  addImage(head: Bytes): void {
    const nested = this.#addSparse(this.#image, head);
    if (nested !== undefined) this.addDescribed(nested);
  }

  /**
   * Adds the extents that a descriptor lists, in its order. The file of one may stand for a descriptor again, and so on: their
   * lines are read in a loop, since descriptors can be nested as deep as files can be opened.
   *
   * @param text of the descriptor
   * @throws Refusal, Unsupported, Confined
   */
  addDescribed(text: ByteString): void {
    checkCreateType(text);
    const unread = [extentLines(text)];
    for (let lines = unread.at(-1); lines !== undefined; lines = unread.at(-1)) {
      const { value: line } = lines.next();
      if (line === undefined) {
        unread.pop();
        if (unread.length > 0 && this.extents.length === 0) throw noExtent();
        continue;
      }
      const nested = this.#add(line);
      if (nested === undefined) continue;
      checkCreateType(nested);
      unread.push(extentLines(nested));
    }
  }

  /** Adds the extent of a line. Returns the descriptor that its file stands for, if it does. */
  #add({ name, content, sectors, offset }: ExtentLine): ByteString | undefined {
    const node = this.#openFile(name);
    const { bytes: file } = node;
    const common = this.#common;
    // What is in a flat extent is data, which is written when the image is.
    if (content === 'flat') lockTables(file, { ...common, writable: false }, ['resize']);
    else {
      if (common.writable && common.active) requireWritable(node);
      lockTables(file, common);
    }
    if (content === 'sparse') return this.#addSparse(file, readHead(file));
    const refusesWrites = !node.canBeWritten;
    const flat = { kind: 'flat', file, sectors, offset: asBytes(offset), refusesWrites } as const;
    this.extents.push(content === 'flat' ? flat : openSeSparse(file, this.#sparseOpening));
    return undefined;
  }

  #addSparse(file: ImageFile, head: Bytes): ByteString | undefined {
    const opened = openSparse(file, head, this.#sparseOpening);
    if ('descriptor' in opened) return descriptorText(file, opened.descriptor, this.#opening.profile);
    this.extents.push(opened);
    return undefined;
  }

  /** The common options of the image, which an extent may have opened read-only. */
  get #common(): CommonOptions {
    const { common } = this.#given;
    const isReadOnly = this.extents.some(({ kind, refusesWrites }) => kind === 'sparse' && refusesWrites);
    return isReadOnly ? { ...common, writable: false } : common;
  }

  get #sparseOpening(): SparseOpening {
    return { image: this.#image, common: this.#common, profile: this.#opening.profile };
  }

  #openFile(name: ByteString): Node {
    const { keyPath, options, parent, common } = this.#given;
    const { profile, files } = this.#opening;
    const { noFolder } = this.#image;
    if (noFolder !== undefined && isRelative(name)) {
      const descriptor = `VMDK descriptor file '${this.#image.name}'`;
      throw new Refusal(`Cannot use relative paths with ${descriptor}: ${noFolder}`);
    }
    const key = `extents.${this.extents.length}`;
    const path = pathOf(name, this.#image);
    this.#mostFiles ??= mostFilesOfLoop(this.#opening);
    if (files.length + 1 >= this.#mostFiles) {
      throw new Refusal(`Could not open '${path}': Too many open files`);
    }
    const referrer = `an extent of ${toText(this.#image.name)}`;
    const child = { key, name: path, keyPath, options, parent, common, referrer };
    const named = profile.dataFileName === 'parsed' ? child : { ...child, literal: 'throughout' as const };
    return requireChild(openChild(named, this.#opening), key, common);
  }
}

/** The path of an extent: a relative one starts in the folder of the image. */
function pathOf(name: ByteString, image: ImageFile): ByteString {
  return name.startsWith('/') ? name : image.path.slice(0, image.path.lastIndexOf('/') + 1) + name;
}

function noExtent(): Abort {
  const reason = 'the file of an extent stands for a descriptor without extents';
  return new Abort(reason, 'Leave the extent out of the descriptor.');
}
