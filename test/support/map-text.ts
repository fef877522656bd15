import { toByteString } from '../../src/map/basics/byte-string.ts';
import { latin1Of } from '../../src/map/basics/bytes.ts';
import { Refusal } from '../../src/map/basics/error.ts';
import { openChain } from '../../src/map/chain/open-chain.ts';
import { NodeHost } from '../../src/map/host/nodejs/node-host.ts';
import type { NamedObjects } from '../../src/map/node/named-objects.ts';
import { printMap } from '../../src/map/print/print-map.ts';
import { type RecordedName, recorded } from '../../src/map/profile/profile.ts';
import type { Window } from '../../src/map/status/window.ts';

/** A map of a file by `mapText`. */
export interface MapRequest {
  readonly name: string;
  readonly directory: string;
  readonly output?: 'json' | 'human';
  readonly version?: RecordedName;
  readonly window?: Window;
  readonly format?: string;
  readonly imageOptions?: boolean;
  readonly objects?: NamedObjects;
}

/** The outcome of a map as text. A refusal is the message that the command prints. */
export interface MapText {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Maps a file as the command does. Output is text with one character for each byte. */
export function mapText(request: MapRequest): MapText {
  const { name, directory, output = 'json', version = '11.1', window = { start: 0n } } = request;
  const profile = recorded[version];
  let stdout = '';
  let stderr = '';
  const add = (text: string): void => {
    stderr += text;
  };
  try {
    const chain = openChain(toByteString(name), {
      profile,
      host: new NodeHost({ directory }),
      notice: add,
      imageOptions: request.imageOptions ?? false,
      ...(request.objects !== undefined && { objects: request.objects }),
      ...(request.format !== undefined && { format: toByteString(request.format) }),
    });
    try {
      const status = printMap(
        chain,
        window,
        { format: output, profile },
        {
          stdout: chunk => {
            stdout += latin1Of(chunk);
          },
          stderr: chunk => add(latin1Of(chunk)),
        },
      );
      chain.sayLast();
      return { status, stdout, stderr };
    } finally {
      chain.close();
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const hints = error.hints.map(hint => `${hint}\n`).join('');
    return { status: 1, stdout, stderr: `${stderr}qemu-img: ${error.text}\n${hints}` };
  }
}

/** The extents of JSON output in a short form: `START+LENGTH dDEPTH FLAGS@OFFSET; …`, for example `0+512 d0 PzD@2048`. */
export function shortExtents(json: string): string {
  const entries: Record<string, unknown>[] = JSON.parse(json);
  const flag = (value: unknown, letter: string): string => {
    return value === true ? letter.toUpperCase() : letter;
  };
  return entries
    .map(entry => {
      const present = 'present' in entry ? flag(entry.present, 'p') : '';
      const compressed = entry.compressed === true ? 'C' : '';
      const offset = 'offset' in entry ? `@${entry.offset}` : '';
      const flags = `${present}${flag(entry.zero, 'z')}${flag(entry.data, 'd')}${compressed}${offset}`;
      return `${entry.start}+${entry.length} d${entry.depth} ${flags}`;
    })
    .join('; ');
}
