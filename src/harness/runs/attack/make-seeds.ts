import { closeSync, ftruncateSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SeedImage } from '../../../../generators/attack/seed-image.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { start } from '../../parties/oracle/start.ts';
import { readSeedFile } from './read-seed-file.ts';
import { type SeedKind, seedKinds, source } from './seed-kinds.ts';

/** The seeds of an attack, and the kinds that could not be made. */
export interface Seeds {
  readonly images: readonly SeedImage[];
  /** Why a kind is missing, for people: `qcow2, compressed with zstd: qemu-img 5.2 says …`. */
  readonly missing: readonly string[];
}

/** Bytes of a seed that may be other than zero: so much fits into a finding of 64 KiB of text. */
const mostBytes = 24_000;

const sourceBytes = 4 * 2 ** 20;
/** Where the source has data, in bytes: from, to. Between them are zeros. */
const sourceData = [
  [0, 2 ** 16],
  [2 ** 18, 2 ** 18 + 4096],
  [2 ** 20, 2 ** 20 + 2 ** 17],
  [sourceBytes - 8192, sourceBytes],
] as const;

/**
 * Lets each oracle make each kind of image. With `formats` only those.
 *
 * @param formats names of formats; empty: all
 */
export async function makeSeeds(
  oracles: readonly Oracle[],
  formats: readonly string[],
  scratch: Scratch,
  cancel: AbortSignal | undefined,
): Promise<Seeds> {
  const kinds = seedKinds.filter(({ format }) => formats.length === 0 || formats.includes(format));
  const images: SeedImage[] = [];
  const missing: string[] = [];
  for (const oracle of oracles) {
    for (const kind of kinds) {
      if (cancel?.aborted === true) break;
      const made = await makeSeed(oracle, kind, scratch, cancel);
      if (typeof made === 'string') missing.push(`${kind.name}: ${made}`);
      else images.push(made);
    }
  }
  return { images, missing };
}

/** A seed, or why there is none. */
async function makeSeed(
  oracle: Oracle,
  kind: SeedKind,
  scratch: Scratch,
  cancel: AbortSignal | undefined,
): Promise<SeedImage | string> {
  const folder = scratch.caseFolder();
  try {
    writeSource(join(folder.path, source));
    for (const words of kind.commands) {
      const answer = await start(oracle.program, words, folder.path, cancel === undefined ? {} : { cancel });
      const failure = answer.kind === 'error' ? answer.error.detail : failureOf(answer.outcome);
      if (failure !== undefined) return `qemu-img ${oracle.name} ${words[0]}: ${failure}`;
    }
    const names = readdirSync(folder.path).filter(name => name !== source);
    if (!names.includes(kind.image)) return `qemu-img ${oracle.name} made no ${kind.image}`;
    const files = names.map(name => readSeedFile(join(folder.path, name), name));
    const bytes = files
      .flatMap(({ stretches }) => stretches)
      .reduce((sum, each) => sum + each.bytes.length, 0);
    if (bytes > mostBytes)
      return `of ${oracle.name} it has ${bytes} bytes other than zero, too many for a case`;
    return { name: `${kind.name}, of ${oracle.name}`, format: kind.format, image: kind.image, files };
  } finally {
    folder.drop();
  }
}

/** The first line of stderr, if a program failed. */
function failureOf({
  end,
  stderr,
}: {
  end: { kind: string; status?: number };
  stderr: Buffer;
}): string | undefined {
  if (end.kind === 'exit' && end.status === 0) return undefined;
  return stderr.toString().split('\n', 1)[0] || `it ended by ${end.kind}`;
}

/** One byte in each 4 KiB of data is set: images that keep 4 KiB of zeros apart have data there, and hold few bytes. */
function writeSource(path: string): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, sourceBytes);
  for (const [from, to] of sourceData) {
    for (let at = from; at < to; at += 4096) writeSync(file, Buffer.of(0xd5), 0, 1, at);
  }
  closeSync(file);
}
