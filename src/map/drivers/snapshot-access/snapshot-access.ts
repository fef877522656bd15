import { MetadataError } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { errorText } from '../../file/strerror.ts';
import { requireChild } from '../../node/children/open-child.ts';
import type { FilterDriver } from '../../node/driver.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { notSupported, SnapshotFile } from './snapshot-file.ts';
import { snapshotImage } from './snapshot-image.ts';

/**
 * The driver snapshot-access: the state that the filter copy-before-write below it keeps. Other nodes keep none, so that nothing
 * can be asked of it.
 */
export const snapshotAccess: FilterDriver = {
  kind: 'filter',
  name: 'snapshot-access',
  hidesClusterSize: true,
  isIn: profile => profile.snapshotAccess,
  open(given, opening) {
    const file = requireChild(given.file, 'file', given.common);
    const { virtualSize: length, sizeError } = file.layers[0]!;
    const description = { driver: this.name, file: file.bytes.description };
    const parts = { offset: 0, length, name: file.bytes.name, description };
    const { snapshot } = file;
    const bytes = new SnapshotFile(file.bytes, parts, snapshot, sizeError);
    const image =
      snapshot === undefined
        ? imageWithoutSnapshot(this.name, bytes, sizeError)
        : snapshotImage(this.name, snapshot, opening.profile);
    return { layers: [image], bytes, hasPlainName: true };
  },
};

function imageWithoutSnapshot(driver: string, file: ImageFile, sizeError: number | undefined): ImageFormat {
  const fail = (): never => {
    throw new MetadataError(errorText(notSupported));
  };
  return {
    driver,
    virtualSize: file.length,
    ...(sizeError !== undefined && { sizeError }),
    supportsBacking: false,
    isPlain: false,
    file,
    dataFile: file,
    attach: () => ({ find: fail, lookAhead: fail }),
    explain: () => undefined,
  };
}
