import { Refusal } from '../../basics/error.ts';
import { isOpenedReadOnly } from '../../node/auto-read-only.ts';
import type { Given, ProtocolDriver } from '../../node/driver.ts';
import type { Opened } from '../../node/node.ts';
import { jsonNameOf, plainNameOf } from '../../node/node-description.ts';
import type { Opening } from '../../node/opening.ts';
import { usableLength } from '../format/usable-length.ts';
import { parseNbdFileName } from './address/file-name.ts';
import { nbdNameOf } from './address/nbd-name.ts';
import { joinExport, rejoinExport, usualContext } from './join-export.ts';
import { NbdExport } from './nbd-export.ts';
import { NbdFile } from './nbd-file.ts';
import { nbdImage } from './nbd-image.ts';
import { takeNbdOptions } from './nbd-options.ts';

/** The protocol nbd: an export of a server, on a socket of this machine or on a port. */
export const nbd: ProtocolDriver = {
  kind: 'protocol',
  name: 'nbd',
  hidesClusterSize: true,
  prefixes: ['nbd', 'nbd+tcp', 'nbd+unix'],
  parseFileName: parseNbdFileName,
  open: (given, opening) => openNbd(given, opening),
};

const readOnlyFlag = 2;
const largestAlignment = 2 ** 30;

function openNbd(given: Given, opening: Opening): Opened {
  const { profile, host } = opening;
  const wanted = takeNbdOptions(given, opening);
  const options = { profile, host, referrer: given.referrer };
  const joined = joinExport(wanted, options);
  const { state } = joined;
  let refusesWrites = false;
  let exported: NbdExport | undefined;
  try {
    const { context = usualContext } = wanted;
    if (wanted.context !== undefined && state.contextId === undefined) {
      throw new Refusal(profile.nbdContextMissing(context));
    }
    if ((state.flags & readOnlyFlag) !== 0)
      refusesWrites = isOpenedReadOnly(given.common, profile.nbdReadOnly);
    if (profile.alignmentLimit && state.minimumBlock > largestAlignment) {
      throw new Refusal('Driver requires too large request alignment');
    }
    exported = new NbdExport(joined, usableLength(state.size, profile), {
      profile,
      context,
      rejoin: since => rejoinExport(wanted, options, since),
    });
  } finally {
    if (exported === undefined) joined.connection.close();
  }
  const name = nbdNameOf(wanted.address, wanted.exported);
  const plainName = name === undefined ? undefined : plainNameOf(name);
  const file = new NbdFile(plainName ?? jsonNameOf(wanted.description), wanted.description, exported);
  opening.files.push(file);
  const hasPlainName = plainName !== undefined;
  return { layers: [nbdImage(nbd.name, file)], bytes: file, hasPlainName, refusesWrites };
}
