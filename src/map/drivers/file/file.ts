import { Refusal, Unsupported } from '../../basics/error.ts';
import { HostFile } from '../../file/host-file.ts';
import { FileImage } from './file-image.ts';
import { takeCommon } from '../../node/common-options.ts';
import type { ProtocolDriver } from '../find-driver.ts';
import type { Node } from '../../node/node.ts';
import type { Given } from '../../chain/open-part.ts';
import { type Opening, reserveName } from '../../node/opening.ts';
import { type Options, textOf } from '../../options/options.ts';
import { takeTyped } from '../../options/typed-options.ts';

const types = {
  filename: 'text',
  aio: 'text',
  locking: 'text',
  'pr-manager': 'text',
  'drop-cache': 'switch',
  'x-check-cache-dropped': 'switch',
} as const;

const typesWithBatch = { ...types, 'aio-max-batch': 'number' } as const;

const ways = ['threads', 'native', 'io_uring'];
const lockings = ['on', 'off', 'auto'];

/**
 * Opens a file of the host: the option `filename`, taken as it is. Options that nobody took are left in `options`.
 *
 * @throws Refusal, Unsupported, Confined
 */
export function openFile(
  driver: Exclude<ProtocolDriver, 'blkdebug'>,
  { options, referrer }: Given,
  opening: Opening,
): Node {
  const name = textOf(options, 'filename') ?? '';
  const missing = name === '' ? `The '${driver}' block driver requires a file name` : undefined;
  const common = takeCommon(options, opening, missing);
  const { nodeName, direct } = common;
  reserveName(nodeName, opening);
  const locking = takeFileOptions(options, direct, opening);
  if (opening.files.length >= opening.profile.chainFiles * 4) throw new Unsupported('so many files');
  const { profile, directory, confinement, held } = opening;
  const file = HostFile.open(name, {
    ...{ profile, direct, referrer, held, share: common.share || locking.off },
    device: driver === 'host_device',
    ...(directory !== undefined && { directory }),
    ...(confinement !== undefined && { confinement }),
  });
  opening.files.push(file);
  if (locking.needsDirect && !direct) {
    throw new Refusal('aio=native was specified, but it requires cache.direct=on, which was not specified.');
  }
  const layers = [new FileImage(file)];
  return { driver, ...(nodeName !== undefined && { nodeName }), layers, bytes: file, hasPlainName: true };
}

/** Takes out the options of the file driver, and checks them in qemu's order. */
function takeFileOptions(
  options: Options,
  direct: boolean,
  opening: Opening,
): { readonly off: boolean; readonly needsDirect: boolean } {
  const taken = takeTyped(options, opening.profile.aioMaxBatch ? typesWithBatch : types, opening);
  const { aio = 'threads', locking = 'auto', 'pr-manager': manager } = taken;
  for (const [value, allowed] of [[aio, ways] as const, [locking, lockings] as const]) {
    if (!allowed.includes(value)) throw new Refusal(`invalid parameter value: ${value}`);
  }
  if (manager !== undefined) {
    throw new Refusal(`No persistent reservation manager with id '${manager}'`);
  }
  return { off: locking === 'off', needsDirect: aio === 'native' && !direct };
}
