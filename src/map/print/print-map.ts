import { bytesOf } from '../basics/bytes.ts';
import type { Chain } from '../chain/chain.ts';
import { fileOfRun } from '../node/image-format.ts';
import type { Profile } from '../profile/profile.ts';
import { Extents } from '../status/extents.ts';
import { metadataProblem } from '../status/metadata-problem.ts';
import { type Range, rangeOf, type Window } from '../status/window.ts';
import { Chunks } from './chunks.ts';
import { humanHeader, humanRow } from './human.ts';
import { emptyEntry, JsonPrinter } from './json.ts';

/** Takes the output of a map in chunks of bytes. A chunk is valid until the call returns. */
export interface Output {
  readonly stdout: (chunk: Uint8Array) => void;
  readonly stderr: (chunk: Uint8Array) => void;
}

/** How a map is printed. */
export interface PrintStyle {
  readonly format: 'json' | 'human';
  readonly profile: Profile;
}

/**
 * Prints the map of a window of `chain`, byte for byte as the qemu-img of `profile` does. Reports of damage in the
 * middle of the walk go to the `notice` that the chain was opened with.
 *
 * @returns the exit status of qemu-img
 * @throws Unsupported where the walk meets something that only qemu-img can map; part of the output is written then
 * @throws Abort where qemu-img aborts
 */
export function printMap(
  chain: Chain,
  window: Window,
  { format, profile }: PrintStyle,
  output: Output,
): 0 | 1 {
  const chunks = new Chunks(output.stdout);
  const complain = (text: string): 1 => {
    chunks.flush();
    output.stderr(bytesOf(`qemu-img: ${text}\n`));
    return 1;
  };
  chunks.text(format === 'json' ? '[' : humanHeader);
  const top = chain.layers[0]!;
  if (top.sizeError !== undefined) return complain(`Failed to get size for '${chain.name}'`);
  const range = rangeOf(window, top.virtualSize);
  try {
    const print = format === 'json' ? printJson : printHuman;
    const problem = print(chain, range, profile, chunks);
    if (problem !== undefined) return complain(problem);
  } catch (error) {
    return complain(`Could not read file metadata: ${metadataProblem(error)}`);
  }
  chunks.flush();
  return 0;
}

/** Entries that are printed by one write: with a fourth of them, the calls take 4 % of a map of a million extents. */
const entriesAtOnce = 2048;

function printJson(chain: Chain, range: Range, profile: Profile, chunks: Chunks): undefined {
  if (range.start >= range.end) {
    chunks.text(emptyEntry(range.start, profile));
  } else {
    const extents = new Extents(chain, range, profile, entriesAtOnce);
    const printer = new JsonPrinter(extents, profile);
    try {
      while (extents.more()) chunks.bytes(printer.entries());
    } finally {
      extents.close();
    }
  }
  chunks.text(']\n');
}

/**
 * Prints a row for each extent with data. (qemu-img changes the flags of other extents before it prints them. This is
 * visible only for an extent that is data and zero and has no offset, which no format here answers.)
 *
 * @returns the error of an extent that can't be printed as a row
 */
function printHuman(chain: Chain, range: Range, profile: Profile, chunks: Chunks): string | undefined {
  if (range.start >= range.end) return undefined;
  const extents = new Extents(chain, range, profile, 2);
  try {
    return printRows(extents, chain, chunks);
  } finally {
    extents.close();
  }
}

function printRows(extents: Extents, chain: Chain, chunks: Chunks): string | undefined {
  while (extents.more()) {
    for (let index = 0; index < extents.count; index++) {
      const { data, zero, depth } = extents.flags(index);
      if (!data || zero) continue;
      const offset = extents.offset(index);
      if (offset === undefined) return 'File contains external, encrypted or compressed clusters.';
      const file = fileOfRun(chain.layers[depth]!, extents.file(index)).name;
      chunks.text(humanRow(extents.start(index), extents.length(index), offset, file));
    }
  }
  return undefined;
}
