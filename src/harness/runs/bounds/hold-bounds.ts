import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LayerFormat } from '../../../../generators/recipe/recipe.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { recordedName } from '../../parties/recorded-name.ts';
import { measureEnd } from '../bench/measure.ts';
import { nodeStarts } from '../bench/node-starts.ts';
import { type Cost, type Held, held, isBroken, share } from './bound.ts';
import type { BoundsImage } from './bounds-image.ts';

/** The settings of a run. */
export interface BoundsPlan {
  readonly images: Iterable<BoundsImage>;
  readonly oracles: readonly Oracle[];
  /** The command that starts our program, before the word `map`. */
  readonly ours: readonly string[];
  readonly scratch: Scratch;
  /** Fired: no further image is mapped. */
  readonly cancel?: AbortSignal;
}

/** One image with one qemu-img. */
export interface HeldImage {
  readonly image: BoundsImage;
  readonly oracle: string;
  readonly held: Held;
}

/** The most seconds of CPU of one map; a program that takes more is ended then. */
const longest = 20;
/** Below this share of the allowance qemu-img isn't run: the bounds hold whatever it takes. The longest L1 table takes it 11 s. */
const safe = 0.5;
/** Runs of both programs where the first ones break a bound: the least of each counts, as other programs disturb. */
const mostRuns = 4;

/** Maps each image by our program as each version, and by each qemu-img, as whole commands. */
export async function* holdBounds(plan: BoundsPlan): AsyncGenerator<HeldImage> {
  const { images, oracles, ours, scratch, cancel } = plan;
  const start = (await nodeStarts(scratch, mostRuns)).reduce<Cost>(least, unmeasured);
  await mapOnce(ours, scratch);
  for (const image of images) {
    if (cancel?.aborted) return;
    const folder = scratch.caseFolder();
    try {
      image.write(folder.path);
      for (const oracle of oracles) yield await holdOne(image, oracle, folder.path, ours, start);
    } finally {
      folder.drop();
    }
  }
}

/** Maps an image that is sound: our program keeps what V8 compiles of it then, and not where it refuses an image. */
async function mapOnce(program: readonly string[], scratch: Scratch): Promise<void> {
  const folder = scratch.caseFolder();
  writeFileSync(join(folder.path, 'a.img'), new Uint8Array(512));
  await cost([...program, 'map', '--image-opts', 'driver=raw,file.filename=a.img'], folder.path);
  folder.drop();
}

async function holdOne(
  image: BoundsImage,
  oracle: Oracle,
  folder: string,
  program: readonly string[],
  start: Cost,
): Promise<HeldImage> {
  const { file, leading } = oracle.program;
  // A recorded build lacks formats that its version has.
  const version = ['--profile', recordedName(oracle) ?? oracle.profile.version];
  const command = [...program, 'map', ...version, ...image.words];
  let ours = await cost(command, folder);
  const alone = held(ours, nothing, start);
  if (share(alone, 'cpu') < safe && share(alone, 'memory') < safe) {
    return { image, oracle: oracle.name, held: alone };
  }
  let theirs = unmeasured;
  for (let run = 1; ; run++) {
    theirs = least(theirs, await cost([file, ...leading, 'map', ...image.words], folder));
    const both = held(ours, theirs, start);
    if (run === mostRuns || !isBroken(both)) return { image, oracle: oracle.name, held: both };
    ours = least(ours, await cost(command, folder));
  }
}

const nothing: Cost = { cpu: 0, memory: 0 };
const unmeasured: Cost = { cpu: Number.POSITIVE_INFINITY, memory: Number.POSITIVE_INFINITY };

function least(one: Cost, other: Cost): Cost {
  return { cpu: Math.min(one.cpu, other.cpu), memory: Math.min(one.memory, other.memory) };
}

/** What a command costs, however it ends. A qemu-img that aborts writes no core. */
function cost(command: readonly string[], folder: string): Promise<Cost> {
  const limited = ['/bin/sh', '-c', `ulimit -c 0; ulimit -t ${longest}; exec "$@"`, 'sh', ...command];
  return measureEnd(limited, folder, '/dev/null', 'ignore');
}

/** The images of each format. */
export function byFormat(all: readonly HeldImage[]): ReadonlyMap<LayerFormat, readonly HeldImage[]> {
  return Map.groupBy(all, ({ image }) => image.format);
}
