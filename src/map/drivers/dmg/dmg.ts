import { once } from '../../basics/once.ts';
import type { FormatDriver } from '../../node/driver.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { opaqueImage } from '../format/opaque-image.ts';
import { sizeOfSectors } from '../format/virtual-size.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { sayMissing } from '../missing-module.ts';
import { ChunkCheck } from './chunk-check.ts';
import { chunkReader } from './chunk-content.ts';
import { ChunkList } from './chunk-list.ts';
import { explainDmg } from './explain-dmg.ts';
import { readPropertyList } from './property-list.ts';
import type { ResourceReader } from './resource.ts';
import { readResourceFork } from './resource-fork.ts';
import { readDmgTrailer } from './trailer.ts';

const suffix = '.dmg';

/** The format dmg: disk images of macOS, by a qemu-img without the modules for bzip2 and lzfse. */
export const dmg: FormatDriver = driverOnFile({
  name: 'dmg',
  isReadOnly: true,
  probe: (_head, name) => name.length > suffix.length && name.endsWith(suffix),
  openImage(file, _given, opening) {
    const { profile } = opening;
    // Since 10.0 a module that only helps is not missed.
    if (profile.missingModule === 'said') {
      for (const module of ['dmg-bz2', 'dmg-lzfse']) sayMissing(module, opening);
    }
    const { dataFork, resourceFork, propertyList, sectors } = readDmgTrailer(file);
    const check = new ChunkCheck(file, opening);
    const readResources = (reader: ResourceReader): void => {
      if (resourceFork.length > 0) readResourceFork(file, resourceFork, reader, profile);
      else if (propertyList.length > 0) readPropertyList(file, propertyList, reader);
      else throw refusalWithoutText(file, 'Invalid argument');
    };
    readResources(check);
    if (profile.dmgChecks === 'all' && check.count === 0) throw refusalWithoutText(file, 'Invalid argument');
    const size = sizeOfSectors(sectors, profile);
    const listChunks = once(() => {
      const list = new ChunkList(dataFork, profile);
      readResources(list);
      return list;
    });
    return {
      ...opaqueImage('dmg', file, size),
      readData: chunkReader(file, listChunks, profile),
      explain: offset => explainDmg(offset, listChunks(), size.virtualSize),
    };
  },
});
