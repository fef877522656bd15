import type { ByteString } from '../byte-string.ts';
import { Refusal, Unsupported } from '../error.ts';
import { ImageFile } from '../file/image-file.ts';
import type { Profile } from '../profile/profile.ts';
import { checkCommonOptions } from './common-options.ts';
import { checkProtocol, driverNamed } from './drivers.ts';
import { pathOf, protocolOf } from './file-name.ts';
import { type Options, takeText } from './options.ts';

/** What opening takes from whoever asked for the chain. */
export interface Context {
  readonly profile: Profile;
  /** Where relative names start from; absent: the working directory. */
  readonly directory?: ByteString;
  /** Says on stderr, byte for byte, what qemu says there while it goes on. */
  readonly notice: (text: ByteString) => void;
}

/** Options of the file driver that only tune it, or that a reader needs nothing of. */
const fileOptions = ['aio', 'aio-max-batch', 'drop-cache', 'locking', 'pr-manager', 'x-check-cache-dropped'];

/**
 * Opens the file below a format: by `name`, which may have a protocol, or by `options` (`filename`, taken as it is).
 *
 * @throws Refusal, Unsupported
 */
export function openFile(name: ByteString | undefined, options: Options, context: Context): ImageFile {
  const { profile } = context;
  const driver = takeText(options, 'driver');
  if (driver !== undefined && driverNamed(driver, profile) !== 'file') {
    throw new Unsupported(`the driver ${driver} below a format`);
  }
  const given = takeText(options, 'filename');
  if (name !== undefined && given !== undefined) {
    throw new Refusal("Can't specify 'file' and 'filename' options at the same time");
  }
  const path = name === undefined ? given : pathOf(name);
  if (path === undefined && driver === undefined) throw new Refusal('Must specify either driver or file');
  const protocol = name === undefined || driver !== undefined ? undefined : protocolOf(name);
  if (protocol !== undefined) checkProtocol(protocol);
  checkCommonOptions(options);
  if (path === undefined || path === '') throw new Refusal("The 'file' block driver requires a file name");
  const tuning = fileOptions.find(key => options.has(key));
  if (tuning !== undefined) throw new Unsupported(`the option ${tuning}`);
  const file = ImageFile.open(path, profile, context.directory);
  for (const key of options.keys()) {
    file.close();
    throw new Refusal(`Block protocol 'file' doesn't support the option '${key}'`);
  }
  return file;
}
