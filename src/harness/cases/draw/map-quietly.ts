import type { Query } from '../../../../generators/recipe/recipe.ts';
import { runMap } from '../../../map/command/run-map.ts';
import { NodeHost } from '../../../map/host/nodejs/node-host.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { Outcome } from '../../answers/outcome.ts';

/** Where a map is run. */
export interface MapPlace {
  /** The folder that names start from. */
  readonly directory: string;
  /** The folders in which files may be opened; none: all. */
  readonly confine: readonly string[];
}

/** The outcome of one map of ours. What only qemu-img can map ends as `thrown`. */
export function mapQuietly(query: Query, { directory, confine }: MapPlace, profile: Profile): Outcome {
  const [stdout, stderr]: [Uint8Array[], Uint8Array[]] = [[], []];
  const result = runMap(query, {
    host: new NodeHost({ directory, ...(confine.length > 0 && { confine }) }),
    profile,
    stdout: bytes => stdout.push(Uint8Array.from(bytes)),
    stderr: bytes => stderr.push(Uint8Array.from(bytes)),
  });
  const end =
    result.kind === 'ran'
      ? ({ kind: 'exit', status: result.status } as const)
      : ({ kind: 'thrown', error: result.reason } as const);
  return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), end };
}
