import { runMap } from '../../src/map/command/run-map.ts';
import { NodeHost } from '../../src/map/host/nodejs/node-host.ts';
import { type RecordedName, recorded } from '../../src/map/profile/profile.ts';

/** Runs the map command with these words. Output is text in UTF-8; an unsupported request has its reason as status. */
export function commandText(
  args: readonly string[],
  directory: string,
  version: RecordedName = '11.1',
): { readonly status: number | string; readonly stdout: string; readonly stderr: string } {
  const chunks = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  const result = runMap(args, {
    profile: recorded[version],
    host: new NodeHost({ directory }),
    stdout: bytes => void chunks.stdout.push(Uint8Array.from(bytes)),
    stderr: bytes => void chunks.stderr.push(Uint8Array.from(bytes)),
  });
  return {
    status: result.kind === 'ran' ? result.status : result.reason,
    stdout: Buffer.concat(chunks.stdout).toString(),
    stderr: Buffer.concat(chunks.stderr).toString(),
  };
}
