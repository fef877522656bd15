import { type Command, InvalidArgumentError } from 'commander';
import { toByteString } from '../map/basics/byte-string.ts';
import { Objects } from '../map/command/object/objects.ts';
import type { Secrets } from '../map/node/secrets.ts';
import { newest } from '../map/profile/profile.ts';
import { parseSize } from '../map/profile/size/size.ts';
import { repeated } from './arguments.ts';

/** The options of map for opening an image. */
export interface ImageOptions {
  readonly format?: string;
  readonly imageOpts?: true;
  readonly forceShare?: true;
  readonly object: readonly string[];
}

/** Adds these options to a command. */
export function withImageOptions(command: Command): Command {
  return command
    .option('-f, --format <format>', 'format of the image, as for map')
    .option('--image-opts', '<image> is an option string, as for map')
    .option('-U, --force-share', 'other programs may write to the image, as for map')
    .option('--object <object>', 'a secret for encrypted layers, as for map; repeatable', repeated, []);
}

/**
 * The secrets of the `--object` options.
 *
 * @throws Refusal of an object that qemu-img refuses
 */
export function secretsOf({ object }: ImageOptions): Secrets {
  const objects = new Objects(newest);
  for (const text of object) objects.scan(toByteString(text));
  return objects.secrets;
}

/** Parses a number of guest bytes: `65536`, `0x10000`, `64k`. */
export function guestBytes(text: string): bigint {
  const { value } = parseSize(text, 'strict');
  if (typeof value === 'bigint') return value;
  throw new InvalidArgumentError('It must be a number of bytes, like 65536, 0x10000 or 64k.');
}
