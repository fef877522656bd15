/** Bytes of output that all children together may hold at once, on all threads. */
export const mostTogether: number = 256 << 20;

/** Bytes that each child may hold, whatever the others hold: no child fails because others flood. */
const alwaysFree = 1 << 20;

/** Why a child's output is no longer kept: by its own limit, or by `mostTogether`. */
export type Overflow = 'flooded' | 'flooded together';

let bytesHeld = new Int32Array(new SharedArrayBuffer(4));

/** The number of bytes that all children hold now. A thread that starts children has to share it; see `shareBytesHeld`. */
export function heldTogether(): Int32Array {
  return bytesHeld;
}

/** Makes this thread count in the number of another one. */
export function shareBytesHeld(ofAnotherThread: Int32Array): void {
  bytesHeld = ofAnotherThread as typeof bytesHeld;
}

/** What one child has printed so far. When it prints more than it may, all of it is dropped. */
export class ChildOutput {
  readonly #limit: number;
  readonly #chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  #bytes = 0;
  #overflow: Overflow | undefined;

  /** @param limit bytes of stdout and stderr together */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Keeps a chunk, which belongs to this object from then on. Returns why nothing more is kept, if so. */
  keep(stream: 'stdout' | 'stderr', chunk: Buffer): Overflow | undefined {
    if (this.#overflow !== undefined) return this.#overflow;
    this.#bytes += chunk.length;
    const together = Atomics.add(bytesHeld, 0, chunk.length) + chunk.length;
    if (this.#bytes > this.#limit) this.#overflow = 'flooded';
    else if (this.#bytes > alwaysFree && together > mostTogether) this.#overflow = 'flooded together';
    else this.#chunks[stream].push(chunk);
    if (this.#overflow !== undefined) this.#release();
    return this.#overflow;
  }

  /** The output of a child that has ended, which no longer counts. */
  take(): { readonly stdout: Buffer; readonly stderr: Buffer } {
    const { stdout, stderr } = this.#chunks;
    const output = { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) };
    this.#release();
    return output;
  }

  #release(): void {
    Atomics.sub(bytesHeld, 0, this.#bytes);
    this.#bytes = 0;
    this.#chunks.stdout.length = 0;
    this.#chunks.stderr.length = 0;
  }
}
