import type { ByteString } from '../byte-string.ts';
import { Refusal, Unsupported } from '../error.ts';
import { ImageFile } from '../file/image-file.ts';
import type { Notice } from '../format/format.ts';
import type { Profile } from '../profile/profile.ts';
import { refuseKnown, takeNodeName, takeSwitches } from './common-options.ts';
import { checkProtocol, driverNamed } from './drivers.ts';
import { pathOf, protocolOf } from './file-name.ts';
import { type Options, takeText } from './options.ts';

/** What opening takes from whoever asked for the chain. */
export interface Context {
  readonly profile: Profile;
  /** Where relative names start from; absent: the working directory. */
  readonly directory?: ByteString;
  readonly notice: Notice;
}

const knownOptions =
  /^(?:aio|aio-max-batch|detect-zeroes|discard|drop-cache|locking|pr-manager|x-check-cache-dropped)$/;

/**
 * Opens the file below a format: by `name`, which may have a protocol, or by `options` (`filename`, taken as it is).
 * Options that nobody took are left in `options`.
 *
 * @throws Refusal, Unsupported
 */
export function openFile(name: ByteString | undefined, options: Options, context: Context): ImageFile {
  const driver = takeText(options, 'driver');
  if (driver !== undefined && driverNamed(driver, context.profile) !== 'file') {
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
  takeSwitches(options);
  if (path === undefined || path === '') throw new Refusal("The 'file' block driver requires a file name");
  takeNodeName(options, context.profile);
  refuseKnown(options, knownOptions);
  return ImageFile.open(path, context.profile, context.directory);
}

/** @throws Refusal of an option that the file driver didn't take */
export function checkFileOptions(rest: Options): void {
  const [unknown] = rest.keys();
  if (unknown === undefined) return;
  throw new Refusal(`Block protocol 'file' doesn't support the option '${unknown}'`);
}
