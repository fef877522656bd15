import { type ByteString, toText } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { UnreadFile } from '../../file/unread-file.ts';
import { openQcow2 } from './open.ts';
import type { Secrets } from '../../node/secrets.ts';
import { takeCommon } from '../../node/common-options.ts';
import { takeEncryption } from './encryption-options.ts';
import type { Node } from '../../node/node.ts';
import { type Child, openChild } from '../../node/open-child.ts';
import type { Given } from '../../chain/open-part.ts';
import { type Opening, reserveName } from '../../node/opening.ts';
import type { Options } from '../../options/options.ts';
import { takeQcow2Options } from './qcow2-options.ts';

const noSecrets: Secrets = new Map();

/**
 * Opens the format qcow2 on `file`. Options that nobody took are left in `given.options`.
 *
 * @throws Refusal, Unsupported
 */
export function openQcow2Node(file: Node | undefined, given: Given, opening: Opening): Node {
  const { options } = given;
  const { nodeName, writable } = takeCommon(options, opening);
  reserveName(nodeName, opening);
  if (file === undefined) throw new Refusal('A block device must be specified for "file"');
  const written = writable ? (['write', 'resize'] as const) : [];
  file.bytes.checkLocks(['consistent read', ...written], ['write', 'resize']);
  const { profile, notice, secrets = noSecrets } = opening;
  const child = { ...given, referrer: `the data file of ${toText(file.bytes.name)}` };
  const image = openQcow2(file.bytes, {
    openDataFile: name => openDataFile(name, child, opening),
    takeSettings: header => takeQcow2Options(options, header, opening),
    encryption: takeEncryption(options, secrets, profile),
    profile,
    notice,
  });
  const bytes = new UnreadFile('qcow2', file.bytes, image.virtualSize);
  const named = { driver: 'qcow2' as const, ...(nodeName !== undefined && { nodeName }) };
  return { ...named, layers: [image], bytes, hasPlainName: file.hasPlainName };
}

/**
 * Opens the external data file: as the options say, or else by the name in the header. That is relative to the working
 * directory and not beside the image. The file is never probed: its content is data.
 */
function openDataFile(name: ByteString | undefined, given: Given, opening: Opening): ImageFile | undefined {
  const child = { ...given, key: 'data-file' };
  const dataFile = openChild(child, opening) ?? openNamed(name, child, opening);
  dataFile?.bytes.checkLocks(['consistent read'], ['resize']);
  return dataFile?.bytes;
}

function openNamed(name: ByteString | undefined, child: Child, opening: Opening): Node | undefined {
  if (name === undefined) return undefined;
  if (opening.profile.dataFileName === 'parsed') return openChild({ ...child, name }, opening);
  const options: Options = new Map([
    ['data-file.driver', 'file'],
    ['data-file.filename', name],
  ]);
  return openChild({ ...child, options }, opening);
}
