import { type Exports, instantiate } from './exports.ts';
import { KernelLayer, type LayerTraits } from './kernel-layer.ts';

const idle: Kernel[] = [];
const mostIdle = 4;
/** Bytes of memory that an idle kernel may keep: a walk of 1,000 layers takes 64 MiB. */
const mostMemory = 2 ** 22;

/**
 * The inner loops of a walk down a chain: tables to runs, runs to extents, extents to text. They are AssemblyScript,
 * compiled to WebAssembly: for a map of a million extents the same loops in JavaScript take more than twice the CPU,
 * because Node compiles them only after they have run for a while.
 *
 * Each walk takes a kernel of its own and releases it at its end, because making one takes 0.1 ms, as long as mapping a
 * small chain. A kernel that isn't released is garbage of the walk and does no other harm.
 */
export class Kernel {
  readonly exports: Exports;
  readonly #layers: KernelLayer[] = [];

  /** Takes an idle kernel, or makes one. It has no layers. */
  static take(): Kernel {
    return idle.pop() ?? new Kernel();
  }

  private constructor() {
    const layers = this.#layers;
    this.exports = instantiate({
      find: (id, offset, limit) => layers[id]!.finder.find(offset, limit),
      load: (id, offset) => Number(layers[id]!.tables.load(offset)),
      lookAhead: (id, offset) => layers[id]!.finder.lookAhead(offset),
      segment: (id, offset, end, file) => layers[id]!.findSegment(offset, end, file),
      damage: (id, entry, code) => layers[id]!.tables.damage(entry, code),
    });
  }

  /** Adds a layer below the others. */
  addLayer(traits: LayerTraits): KernelLayer {
    const layer = new KernelLayer(this.exports, this.#layers.length, traits);
    this.#layers.push(layer);
    return layer;
  }

  /** Gives the kernel back. After that neither it nor its layers may be used. */
  release(): void {
    if (idle.length === mostIdle || this.exports.memory.buffer.byteLength > mostMemory) return;
    this.#layers.length = 0;
    this.exports.reset();
    idle.push(this);
  }
}
