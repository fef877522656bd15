import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import { fileOrDevice } from '../drivers/file/file.ts';
import { withoutPrefix } from '../node/file-name.ts';
import { mostFilesOfLoop } from '../node/most-files.ts';
import type { Context } from '../node/opening.ts';
import type { Source } from '../node/source.ts';
import { backingPrefix } from './backing.ts';
import type { OpenedPart } from './open-part.ts';

/**
 * Ends chains of backing files that never end. qemu doesn't detect them: it opens files until there are no descriptors left,
 * which takes seconds. The guard gives the same refusal at once.
 *
 * The name and the options of a node decide what is opened below it. So once both are the same as before, the chain repeats.
 * If the names grow (`./a` beside `./a` is `././a`), files are counted instead. A chain that ends may have any length.
 */
export class LoopGuard {
  readonly #context: Context;
  #limit: number | undefined;
  /** The depth at which each source was first opened. */
  readonly #depths: Map<string, number>;
  readonly #files = new Set<string>();
  #repeats = false;

  constructor(context: Context, top: Source) {
    this.#context = context;
    this.#depths = new Map([[keyOf(top), 0]]);
  }

  /**
   * Checks a backing file before it is opened.
   *
   * @param opened the nodes above it
   * @throws Refusal if it can be only the next turn of a loop
   */
  check(source: Source, opened: readonly OpenedPart[]): void {
    const depth = opened.length;
    const file = opened.at(-1)!.node.bytes.identity;
    this.#repeats ||= this.#files.has(file);
    this.#files.add(file);
    const key = keyOf(source);
    const first = this.#depths.get(key);
    this.#depths.set(key, depth);
    if (first === undefined && !this.#repeats) return;
    const last = Math.max(depth, this.#chainFiles);
    if (first !== undefined) {
      const same = opened[first + ((last - first) % (depth - first))]!;
      refuse(last, same.node.bytes.path);
    }
    if (depth === last) refuse(last, withoutPrefix(source.name ?? '', fileOrDevice.name));
  }

  /** How many files qemu-img opens before its descriptors run out. */
  get #chainFiles(): number {
    this.#limit ??= mostFilesOfLoop(this.#context);
    return this.#limit;
  }
}

function keyOf({ name, options }: Source): string {
  return JSON.stringify([name, ...options]);
}

function refuse(depth: number, name: ByteString): never {
  throw new Refusal(`${backingPrefix.repeat(depth)}Could not open '${name}': Too many open files`);
}
