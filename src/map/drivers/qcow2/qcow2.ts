import { toText } from '../../basics/byte-string.ts';
import { lockTables } from '../../node/children/child-locks.ts';
import { requireChild, requireWritable } from '../../node/children/open-child.ts';
import type { FormatDriver } from '../../node/driver.ts';
import type { NamedObjects } from '../../node/named-objects.ts';
import type { Node } from '../../node/node.ts';
import { describedOptions } from '../../node/node-description.ts';
import { formatNode } from '../format/format-node.ts';
import { sayLostBitmaps } from './bitmaps/lost-bitmaps.ts';
import { openDataFile } from './data-file.ts';
import { takeEncryption } from './encryption/encryption-options.ts';
import { magic } from './header/header.ts';
import { openQcow2 } from './open-qcow2.ts';
import { takeQcow2Options } from './qcow2-options.ts';

const noObjects: NamedObjects = new Map();

/** The format qcow2, versions 2 and 3. */
export const qcow2: FormatDriver = {
  kind: 'format',
  name: 'qcow2',
  probe: head => head.readUInt32BE(0) === magic && head.readUInt32BE(4) >= 2,
  supportsBacking: true,
  canCompress: true,
  open(given, opening) {
    const { options, common } = given;
    const file = requireChild(given.file, 'file', given.common);
    if (common.writable && common.active) requireWritable(file);
    lockTables(file.bytes, common);
    const { profile, host, notice, objects = noObjects } = opening;
    let data: Node | undefined;
    const image = openQcow2(file.bytes, {
      openDataFile: name => {
        const referrer = `the data file of ${toText(file.bytes.name)}`;
        data = openDataFile(name, { ...given, referrer }, opening);
        return data?.bytes;
      },
      takeSettings: header => takeQcow2Options(options, header, opening),
      encryption: takeEncryption(options, objects, profile),
      writable: common.writable,
      profile,
      host,
      notice,
    });
    const { dataFile, rereadBitmaps: reread } = image;
    if (reread !== undefined && common.active) {
      const { nodeName } = common;
      opening.closing.say = () => sayLostBitmaps(reread, { nodeName, fileName: file.bytes.name, notice });
    }
    const node = formatNode(image, file, {
      strong: describedOptions(given.parent, ['encrypt.key-secret']),
      ...(dataFile !== file.bytes && { children: { 'data-file': dataFile.description } }),
    });
    return { ...node, refusesWrites: data?.canBeWritten === false };
  },
};
