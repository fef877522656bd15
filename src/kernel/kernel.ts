import { type Exports, instantiate } from './exports.ts';
import { KernelLayer, type LayerTraits } from './kernel-layer.ts';

/**
 * The inner loops of a walk down a chain: tables to runs, runs to extents, extents to text. They are AssemblyScript, compiled
 * to WebAssembly: of a map of a million extents Node's own compiler, which has to find out first what is worth its
 * while, needs three times the CPU. Each walk has a kernel of its own, which goes with it.
 */
export class Kernel {
  readonly exports: Exports;
  readonly #layers: KernelLayer[] = [];

  constructor() {
    const layers = this.#layers;
    this.exports = instantiate({
      find: (id, offset) => layers[id]!.finder.find(offset),
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
}
