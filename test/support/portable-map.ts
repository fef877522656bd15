import { latin1Of } from '../../src/map/basics/bytes.ts';
import { takeNbdContext } from '../../src/map/command/nbd-context.ts';
import { runMap } from '../../src/map/command/run-map.ts';
import { nobleCryptography } from '../../src/map/host/noble-cryptography.ts';
import { SourceHost } from '../../src/map/host/source-host.ts';
import { type FileSource, profileNamed } from '../../src/map/portable.ts';

/** How a map ended, with its output as text of one character for each byte. */
export interface PortableAnswer {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit status, or why the library has no answer. */
  readonly end: number | string;
}

/** What `map` with these words prints as a version, of files that are given: bundled by tests, to run without Node. */
export function portableMap(words: readonly string[], version: string, files: FileSource): PortableAnswer {
  let [stdout, stderr] = ['', ''];
  const [rest, nbdRequest] = takeNbdContext(words);
  const result = runMap(rest, {
    profile: profileNamed(version),
    nbdRequest,
    host: new SourceHost(files, nobleCryptography),
    stdout: bytes => {
      stdout += latin1Of(bytes);
    },
    stderr: bytes => {
      stderr += latin1Of(bytes);
    },
  });
  return { stdout, stderr, end: result.kind === 'ran' ? result.status : result.reason };
}
