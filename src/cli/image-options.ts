import { type Command, InvalidArgumentError } from 'commander';
import { toByteString } from '../map/basics/byte-string.ts';
import { Objects } from '../map/command/object/objects.ts';
import type { Secrets } from '../map/node/secrets.ts';
import { newest } from '../map/profile/profile.ts';
import { parseSize } from '../map/profile/size/size.ts';
import { repeated } from './arguments.ts';

/** The options of map that say how an image is opened, by map's own names. */
export interface ImageOptions {
  readonly format?: string;
  readonly imageOpts?: true;
  readonly forceShare?: true;
  readonly object: readonly string[];
}

export function withImageOptions(command: Command): Command {
  return command
    .option('-f, --format <format>', 'its format, as of map')
    .option('--image-opts', '<image> is an option string, as of map')
    .option('-U, --force-share', 'others may be writing to it, as of map')
    .option('--object <object>', 'a secret for encrypted layers, as of map; repeatable', repeated, []);
}

/** @throws Refusal of an object that qemu-img refuses */
export function secretsOf({ object }: ImageOptions): Secrets {
  const objects = new Objects(newest);
  for (const text of object) objects.scan(toByteString(text));
  return objects.secrets;
}

/** A number of guest bytes on the command line: `65536`, `0x10000`, `64k`. */
export function guestBytes(text: string): bigint {
  const { value } = parseSize(text, 'strict');
  if (typeof value === 'bigint') return value;
  throw new InvalidArgumentError('It must be a number of bytes, like 65536, 0x10000 or 64k.');
}
