import { writeSync } from 'node:fs';
import { MapError } from '../map/basics/error.ts';
import { visibleLine } from '../map/basics/visible.ts';
import { missedHolesText } from '../map/chain/chain.ts';
import { takeNbdContext } from '../map/command/nbd-context.ts';
import { programOf } from '../map/command/own-line.ts';
import { type MapContext, runMap } from '../map/command/run-map.ts';
import { inheritedDescriptors } from '../map/host/nodejs/descriptors/inherited-descriptors.ts';
import { NodeHost } from '../map/host/nodejs/node-host.ts';
import { newest, type Profile, profileNamed } from '../map/profile/profile.ts';
import { exactWords } from './exact-words.ts';
import { folderPath } from './options/arguments/folder-path.ts';

let kind = '';

/** What the last run was like, as far as it called other functions than others: the drivers of its layers, and whether it had several. */
export function kindOfRun(): string {
  return kind;
}

/**
 * `map-parity map` and `qemu-img-map`: takes the words after `command` and writes to stdout and stderr of the process. The options
 * `--profile VERSION`, `--context CONTEXT` and `--confine DIR` (also with `=`) are its own and are taken out first; all
 * others are qemu-img's.
 *
 * @returns the exit status: 0 or 1 as qemu-img ends, 2 for a mistake in its own options
 */
export function mapMain(command: 'map-parity map' | 'qemu-img-map', args: readonly string[]): number {
  const stderr = writerTo(2);
  const complain = (line: string) => stderr(Buffer.from(`${programOf(command)}: ${visibleLine(line)}\n`));
  let words: readonly string[];
  let options: Pick<MapContext, 'profile' | 'nbdRequest' | 'host'>;
  try {
    const [others, profile] = takeProfile(args);
    const [rest, nbdRequest] = takeNbdContext(others);
    const [qemuWords, folders] = takeFolders(rest);
    words = qemuWords;
    const host = new NodeHost({
      inherited: inheritedDescriptors,
      ...(folders.length > 0 && { confine: folders }),
    });
    options = { profile, nbdRequest, host };
  } catch (error) {
    if (!(error instanceof MapError)) throw error;
    complain(`${error.message}. ${error.next}`);
    return error.exitStatus;
  }
  const result = runMap(exactWords(words), {
    ...options,
    command,
    onOpened: ({ layers }) => {
      kind = [...new Set(layers.map(({ driver }) => driver)), layers.length > 1].join();
    },
    posixlyCorrect: process.env.POSIXLY_CORRECT !== undefined,
    stdout: writerTo(1),
    stderr,
  });
  if (result.kind === 'ran') {
    if (result.missedHoles === true) complain(missedHolesText);
    return result.status;
  }
  complain(result.reason);
  return result.kind === 'misused' ? 2 : 1;
}

function takeProfile(args: readonly string[]): [words: readonly string[], profile: Profile] {
  const at = args.findIndex(word => word === '--profile' || word.startsWith('--profile='));
  if (at < 0) return [args, newest];
  const attached = args[at]!.startsWith('--profile=');
  const name = attached ? args[at]!.slice('--profile='.length) : (args[at + 1] ?? '');
  return [args.toSpliced(at, attached ? 1 : 2), profileNamed(name)];
}

/**
 * Takes out each `--confine DIR`.
 *
 * @throws MapError `bad-folder`
 */
function takeFolders(args: readonly string[]): [words: readonly string[], folders: readonly string[]] {
  const words: string[] = [];
  const folders: string[] = [];
  const rest = args.values();
  for (const word of rest) {
    if (word === '--confine') folders.push(folderPath(rest.next().value ?? ''));
    else if (word.startsWith('--confine=')) folders.push(folderPath(word.slice('--confine='.length)));
    else words.push(word);
  }
  return [words, folders];
}

/**
 * Writes to a descriptor at once and in full. Write errors (full disk) are ignored: qemu-img ignores them too, also in its exit
 * status. A file that would get larger than the limit of this process ends it by a signal, as any program. Where the reader of stdout has gone, the process ends: qemu-img walks on to the end of the image, which nobody reads.
 */
function writerTo(descriptor: number): (bytes: Uint8Array) => void {
  let open = true;
  return bytes => {
    let written = 0;
    while (open && written < bytes.length) {
      try {
        written += writeSync(descriptor, bytes, written);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EPIPE' && descriptor === 1) process.exit(0);
        if (code === 'EFBIG') endBySignal('SIGXFSZ');
        if (code === 'EAGAIN') pause();
        else open = false;
      }
    }
  };
}

/** Waits a millisecond: a pipe that its reader made non-blocking is full. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

/** Ends this process by a signal that Node ignores by itself: without a listener that it once had, a signal does what it does by default. */
function endBySignal(signal: NodeJS.Signals): void {
  const nothing = (): void => undefined;
  process.on(signal, nothing).off(signal, nothing);
  process.kill(process.pid, signal);
}
