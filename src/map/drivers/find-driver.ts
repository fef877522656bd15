import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { ImageFile } from '../file/image-file.ts';
import { readOrRefuse } from '../file/unreadable.ts';
import type {
  Driver,
  FormatDriver,
  MissingDriver,
  ProtocolDriver,
  UnsupportedDriver,
} from '../node/driver.ts';
import { lacksDisc } from '../node/empty-drive.ts';
import { prefixOf } from '../node/file-name.ts';
import type { OptionContext } from '../options/typed-options.ts';
import type { Profile } from '../profile/profile.ts';
import { fileOrDevice } from './file/file.ts';
import { missingDriver, missingProtocol } from './missing-module.ts';
import { raw } from './raw/raw.ts';
import { drivers } from './table.ts';
import { unsupportedDriver } from './unsupported.ts';

type Known = Driver | MissingDriver | UnsupportedDriver;

const isIn = (driver: Known, profile: Profile): boolean => driver.isIn?.(profile) ?? true;

/**
 * The driver of that name.
 *
 * @throws Refusal when qemu has none, Unsupported when only qemu has it
 */
export function driverNamed(name: ByteString, context: OptionContext): Driver {
  const driver = drivers.find(known => known.name === name);
  if (driver === undefined || !isIn(driver, context.profile)) throw new Refusal(`Unknown driver '${name}'`);
  if (driver.kind === 'missing') throw missingDriver(driver, context);
  if (driver.kind === 'unsupported') throw unsupportedDriver(name);
  return driver;
}

/** qemu has a buffer of so many bytes for a prefix, and cuts off the rest. */
const longestPrefix = 127;

/**
 * The protocol that a file name chooses by its prefix; file when it has none, or when there is no name.
 *
 * @throws Refusal when qemu has no such protocol, Unsupported when only qemu has it
 */
export function protocolOf(name: ByteString | undefined, context: OptionContext): ProtocolDriver {
  const prefix = name === undefined ? undefined : prefixOf(name)?.slice(0, longestPrefix);
  if (prefix === undefined) return fileOrDevice;
  const { profile } = context;
  const driver = drivers.find(known => prefixesOf(known).includes(prefix) && isIn(known, profile));
  if (driver === undefined) throw new Refusal(`Unknown protocol '${prefix}'`);
  if (driver.kind === 'protocol') return driver;
  if (driver.kind === 'missing') {
    throw driver.lacksPrefix?.(prefix, profile) === true
      ? new Refusal(`Unknown protocol '${prefix}'`)
      : missingProtocol(prefix, driver, context);
  }
  throw unsupportedDriver(driver.name);
}

function prefixesOf(driver: Known): readonly string[] {
  if (driver.kind === 'protocol') return driver.prefixes ?? [driver.name];
  return driver.kind === 'missing' || driver.kind === 'unsupported' ? (driver.prefixes ?? []) : [];
}

const probeBytes = 512;

/**
 * The format that recognises a file by its first 512 bytes or its name; raw if none does, or if the file is empty or in a drive without a disc.
 *
 * @param name the file name as it was given; empty when options describe the file
 */
export function probedFormat(image: ImageFile, name: ByteString, profile: Profile): FormatDriver {
  if (image.length === 0 || lacksDisc(image)) return raw;
  const unreadable = 'Could not read image for determining its format';
  const head = readOrRefuse(unreadable, () => image.read(0, probeBytes));
  const formats = drivers.filter(driver => driver.kind === 'format');
  const recognises = (driver: FormatDriver): boolean =>
    isIn(driver, profile) && driver.probe?.(head, name) === true;
  const yields = (driver: FormatDriver): boolean => {
    const before = driver.probedAfter?.(profile) ?? [];
    return formats.some(other => before.includes(other.name) && recognises(other));
  };
  return formats.find(driver => recognises(driver) && !yields(driver)) ?? raw;
}
