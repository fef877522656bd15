import { type Exports, instantiate } from './exports.ts';
import { KernelLayer, type LayerTraits } from './kernel-layer.ts';

const idle: Kernel[] = [];
const mostIdle = 4;
/** Bytes that an idle one may have: a chain of 1,000 layers takes 64 MiB. */
const mostMemory = 2 ** 22;

/**
 * The inner loops of a walk down a chain: tables to runs, runs to extents, extents to text. They are AssemblyScript, compiled
 * to WebAssembly: of a map of a million extents Node's own compiler, which has to find out first what is worth its
 * while, needs more than twice the CPU.
 *
 * Each walk has a kernel of its own, and gives it back when it is over, since to make one takes 0.1 ms, as long as to map a
 * small chain. One that isn't given back is lost with the walk, and nothing else.
 */
export class Kernel {
  readonly exports: Exports;
  readonly #layers: KernelLayer[] = [];

  /** A kernel without layers. */
  static take(): Kernel {
    return idle.pop() ?? new Kernel();
  }

  private constructor() {
    const layers = this.#layers;
    this.exports = instantiate({
      find: (id, offset, limit) => layers[id]!.finder.find(offset, limit),
      load: (id, offset) => layers[id]!.tables.load(offset),
      lookAhead: (id, offset) => layers[id]!.finder.lookAhead(offset),
      segment: (id, offset) => layers[id]!.findSegment(offset),
      damage: (id, entry, code) => layers[id]!.tables.damage(entry, code),
    });
  }

  /** Adds a layer below the others. Before it is asked, its `finder` has to be there. */
  addLayer(traits: LayerTraits): KernelLayer {
    const layer = new KernelLayer(this.exports, this.#layers.length, traits);
    this.#layers.push(layer);
    return layer;
  }

  /** Gives it back; from then on neither it nor its layers may be used. */
  release(): void {
    if (idle.length === mostIdle || this.exports.memory.buffer.byteLength > mostMemory) return;
    this.#layers.length = 0;
    this.exports.reset();
    idle.push(this);
  }
}
