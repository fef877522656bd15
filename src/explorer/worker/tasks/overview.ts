import { MapParityError } from '../../../map/basics/error.ts';
import { newest } from '../../../map/profile/profile.ts';
import type { ExtentFlags } from '../../../map/status/extent-flags.ts';
import { Extents } from '../../../map/status/extents.ts';
import { rangeOf } from '../../../map/status/window.ts';
import type { ChainInput } from '../open/chain-input.ts';
import { limitedSource } from '../open/limited-source.ts';
import { openInput } from '../open/open-input.ts';
import { openWords } from '../open/open-words.ts';

/** What an overview tells apart. `unknown`: what lies behind damage, or behind more tables than a page reads. */
export type OverviewKind = 'data' | 'compressed' | 'zeros' | 'absent' | 'unknown';

/** Equal parts of an image, in their order. */
export interface Overview {
  /** Of the image, in bytes. */
  readonly size: bigint;
  readonly parts: readonly OverviewPart[];
}

export interface OverviewPart {
  readonly start: bigint;
  readonly end: bigint;
  /** How much of the part is of each kind; together 1. */
  readonly shares: Readonly<Record<OverviewKind, number>>;
}

/** So many fit a phone. */
const mostParts = 64;

/** Bytes of tables that are read: those of 4 TiB with clusters of 64 KiB. */
const mostRead = 2 ** 29;

/** What the map of the newest version says of a whole image, in some dozens of equal parts. Undefined: it can't be opened. */
export function overview({
  chain,
  query,
}: {
  readonly chain: ChainInput;
  readonly query: number;
}): Overview | undefined {
  const { source, queries } = openInput(chain);
  try {
    const opened = openWords(queries[query] ?? queries[0]!, limitedSource(source, mostRead).source);
    try {
      const size = opened.layers[0]!.virtualSize;
      const sums = new Sums(size);
      if (size > 0) sums.addAll(new Extents(opened, rangeOf({ start: 0n }, size), newest));
      return { size: BigInt(size), parts: sums.parts() };
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof MapParityError) return undefined;
    throw error;
  }
}

/** The bytes of each kind in each part. */
class Sums {
  readonly #size: number;
  readonly #length: number;
  readonly #bytes: Record<OverviewKind, number>[];

  constructor(size: number) {
    this.#size = size;
    this.#length = Math.max(1, Math.ceil(size / mostParts));
    this.#bytes = Array.from({ length: Math.ceil(size / this.#length) }, () => ({
      data: 0,
      compressed: 0,
      zeros: 0,
      absent: 0,
      unknown: 0,
    }));
  }

  /** Adds extents, as far as they can be found. */
  addAll(extents: Extents): void {
    try {
      while (extents.more())
        for (let index = 0; index < extents.count; index++)
          this.#add(
            Number(extents.start(index)),
            Number(extents.length(index)),
            kindOf(extents.flags(index)),
          );
    } catch (error) {
      if (!(error instanceof MapParityError)) throw error;
    } finally {
      extents.close();
    }
  }

  parts(): OverviewPart[] {
    return this.#bytes.map((bytes, index) => {
      const start = index * this.#length;
      const end = Math.min(this.#size, start + this.#length);
      const share = (kind: OverviewKind): number => bytes[kind] / (end - start);
      const known = {
        data: share('data'),
        compressed: share('compressed'),
        zeros: share('zeros'),
        absent: share('absent'),
      };
      const unknown = 1 - known.data - known.compressed - known.zeros - known.absent;
      // Sums of fractions are a little off.
      return {
        start: BigInt(start),
        end: BigInt(end),
        shares: { ...known, unknown: unknown < 1e-9 ? 0 : unknown },
      };
    });
  }

  #add(start: number, length: number, kind: OverviewKind): void {
    const end = start + length;
    for (let at = start; at < end; ) {
      const index = Math.floor(at / this.#length);
      const next = Math.min(end, (index + 1) * this.#length);
      this.#bytes[index]![kind] += next - at;
      at = next;
    }
  }
}

function kindOf({ present, zero, data, compressed }: ExtentFlags): OverviewKind {
  if (!present) return 'absent';
  if (compressed) return 'compressed';
  return data && !zero ? 'data' : zero ? 'zeros' : 'absent';
}
