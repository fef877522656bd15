import { type Command, InvalidArgumentError } from 'commander';
import { toByteString } from '../../map/basics/byte-string.ts';
import { Objects } from '../../map/command/object/objects.ts';
import { NodeHost } from '../../map/host/nodejs/node-host.ts';
import type { NamedObjects } from '../../map/node/named-objects.ts';
import type { Profile } from '../../map/profile/profile.ts';
import { parseSize } from '../../map/profile/size/size.ts';
import { folderPath } from './arguments/folder-path.ts';
import { repeated } from './arguments/repeated.ts';

/** The options of map for opening an image. */
export interface ImageOptions {
  readonly format?: string;
  readonly imageOpts?: true;
  readonly forceShare?: true;
  readonly object: readonly string[];
  /** Absolute paths. */
  readonly confine: readonly string[];
}

/** Adds these options to a command. */
export function withImageOptions(command: Command): Command {
  return command
    .option('-f, --format <format>', 'format of the image, as for map')
    .option('--image-opts', '<image> is an option string, as for map')
    .option('-U, --force-share', 'other programs may write to the image, as for map')
    .option('--object <object>', 'an object such as a secret, as for map; repeatable', repeated, [])
    .option('--confine <dir>', 'open only files in this folder, as for map; repeatable', repeatedFolder, []);
}

/**
 * The objects of the `--object` options, as the version of `profile` reads them.
 *
 * @throws Refusal of an object that qemu-img refuses
 * @throws Confined for a file outside of the allowed folders
 */
export function objectsOf({ object, confine }: ImageOptions, profile: Profile): NamedObjects {
  const objects = new Objects(profile, hostFor(confine));
  const ignored = (): void => {};
  for (const text of object) objects.scan(toByteString(text), ignored);
  objects.makePending(ignored);
  return objects.made;
}

/**
 * The host for an image, with the folders of `--confine`.
 *
 * @throws MapError `bad-folder`
 */
export function hostFor(folders: readonly string[]): NodeHost {
  return new NodeHost(folders.length > 0 ? { confine: folders } : {});
}

function repeatedFolder(word: string, before: readonly string[]): string[] {
  return [...before, folderPath(word)];
}

/** Parses a number of guest bytes: `65536`, `0x10000`, `64k`. */
export function guestBytes(text: string): bigint {
  const { value } = parseSize(text, 'strict');
  if (typeof value === 'bigint') return value;
  throw new InvalidArgumentError('It must be a number of bytes, like 65536, 0x10000 or 64k.');
}
