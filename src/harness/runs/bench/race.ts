import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../basics/harness-error.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { floorCommand } from './floor.ts';
import { topName, type WriteChain } from './images.ts';
import { measure, type Usage } from './measure.ts';

/** The runs of our map and of qemu-img on one chain, in turn: run i of one is next to run i of the other. */
export interface Race {
  readonly ours: readonly Usage[];
  readonly theirs: readonly Usage[];
  /** Runs of what is physically left of a map (floor.ts); none where the bytes of the tables aren't given. */
  readonly floor: readonly Usage[];
}

/** The settings of a race. */
export interface Track {
  readonly oracle: Oracle;
  /** The command that starts our program, before the word `map`. */
  readonly ours: readonly string[];
  readonly scratch: Scratch;
  /** Counted runs of each program. */
  readonly runs: number;
}

/**
 * Runs our map and qemu-img in turn on one chain. The first run of each warms up and compares the outputs, because a
 * benchmark of a wrong answer is worthless. The counted runs write to /dev/null.
 *
 * @param tableBytes the bytes of all tables of the chain. Absent: what is physically left isn't measured
 * @throws HarnessError `bench-differs`, `bench-run`
 */
export async function race(
  { oracle, ours, scratch, runs }: Track,
  write: WriteChain,
  tableBytes?: number,
): Promise<Race> {
  const folder = scratch.caseFolder();
  try {
    write(folder.path);
    const images = readdirSync(folder.path);
    const { file, leading } = oracle.program;
    const words = ['map', '--output=json'];
    const commands = {
      ours: [...ours, ...words, '--profile', oracle.profile.version, topName],
      theirs: [file, ...leading, ...words, topName],
    };
    for (const name of ['ours', 'theirs'] as const) await measure(commands[name], folder.path, name);
    if (!sameBytes(join(folder.path, 'ours'), join(folder.path, 'theirs'))) {
      throw new HarnessError('bench-differs', 'our map and that of qemu-img differ', {
        next: 'Check parity first: ci/parity.',
      });
    }
    const measured = { ours: [] as Usage[], theirs: [] as Usage[], floor: [] as Usage[] };
    for (let run = 0; run < runs; run++) {
      for (const name of ['ours', 'theirs'] as const)
        measured[name].push(await measure(commands[name], folder.path, '/dev/null'));
    }
    if (tableBytes === undefined) return measured;
    const floor = floorCommand(folder.path, images, tableBytes, 'ours');
    for (let run = 0; run <= runs; run++) {
      const usage = await measure(floor, folder.path, '/dev/null');
      if (run > 0) measured.floor.push(usage);
    }
    return measured;
  } finally {
    folder.drop();
  }
}

/** Compares two files chunk by chunk: the map of a million extents has a hundred megabytes. */
function sameBytes(left: string, right: string): boolean {
  const files = [openSync(left, 'r'), openSync(right, 'r')] as const;
  const chunks = [Buffer.alloc(1 << 20), Buffer.alloc(1 << 20)] as const;
  try {
    for (;;) {
      const lengths = [readSync(files[0], chunks[0]), readSync(files[1], chunks[1])] as const;
      if (lengths[0] !== lengths[1]) return false;
      if (lengths[0] === 0) return true;
      if (chunks[0].compare(chunks[1], 0, lengths[1], 0, lengths[0]) !== 0) return false;
    }
  } finally {
    for (const file of files) closeSync(file);
  }
}
