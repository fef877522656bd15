import { bytesOf } from '../../basics/bytes.ts';
import type { FormatDriver } from '../../node/driver.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { opaqueImage } from '../format/opaque-image.ts';
import { blockReader } from './block-content.ts';
import { readCloopHeader } from './cloop-header.ts';
import { explainCloop } from './explain-cloop.ts';

/** The script that an image begins with. */
const script = bytesOf(
  '#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n',
);

/** The format cloop: compressed read-only disks of Knoppix. */
export const cloop: FormatDriver = driverOnFile({
  name: 'cloop',
  isReadOnly: true,
  probe: head => head.subarray(0, script.length).equals(script),
  openImage(file, _given, { profile }) {
    const header = readCloopHeader(file, profile);
    return {
      ...opaqueImage('cloop', file, header),
      readData: blockReader(file, header),
      explain: offset => explainCloop(offset, file, header),
    };
  },
});
