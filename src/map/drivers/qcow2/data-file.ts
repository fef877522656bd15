import type { ByteString } from '../../basics/byte-string.ts';
import { checkAttachable } from '../../node/children/attach-child.ts';
import { lockData } from '../../node/children/child-locks.ts';
import { type Child, openChild } from '../../node/children/open-child.ts';
import type { Given } from '../../node/driver.ts';
import type { Node } from '../../node/node.ts';
import type { Opening } from '../../node/opening.ts';

/**
 * Opens the external data file of an image: as the options describe it, or else by the name in the header. A relative name
 * starts from the working directory, and not from the image's folder. It may be that of a device. The file is never probed: its
 * content is data.
 *
 * @param name what the header names; undefined: it names none
 * @returns undefined when there is none
 * @throws Refusal, Unsupported, Confined
 */
export function openDataFile(name: ByteString | undefined, given: Given, opening: Opening): Node | undefined {
  if (name === undefined && given.options.size === 0) return undefined;
  const child = { ...given, key: 'data-file', probed: false };
  const dataFile = openChild(child, opening) ?? openNamed(name, child, opening);
  if (dataFile === undefined) return undefined;
  checkAttachable(dataFile, child.key, given.common);
  lockData(dataFile.bytes, given.common, ['resize']);
  return dataFile;
}

function openNamed(name: ByteString | undefined, child: Child, opening: Opening): Node | undefined {
  if (name === undefined) return undefined;
  const isParsed = opening.profile.dataFileName === 'parsed';
  return openChild({ ...child, name, ...(!isParsed && { literal: 'throughout' }) }, opening);
}
