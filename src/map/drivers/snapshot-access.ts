import { MetadataError } from '../basics/error.ts';
import { FailingFile } from '../file/failing-file.ts';
import { errorText } from '../file/strerror.ts';
import type { FilterDriver } from '../node/driver.ts';
import type { ImageFormat } from '../node/image-format.ts';
import { jsonNameOf } from '../node/node-description.ts';
import { requireChild } from '../node/open-child.ts';

/** The number of the error `Operation not supported`. */
const notSupported = 95;

/**
 * The driver snapshot-access: the state that the filter copy-before-write below it keeps. Other nodes keep none, so that nothing
 * can be asked of it.
 */
export const snapshotAccess: FilterDriver = {
  kind: 'filter',
  name: 'snapshot-access',
  isIn: profile => profile.snapshotAccess,
  open(given) {
    const file = requireChild(given.file, 'file');
    const { virtualSize: length } = file.layers[0]!;
    const description = { driver: this.name, file: file.bytes.description };
    const parts = { offset: 0, length, name: jsonNameOf(description), description };
    const bytes = new FailingFile(file.bytes, parts, notSupported);
    return { layers: [imageWithoutSnapshot(this.name, bytes)], bytes, hasPlainName: false };
  },
};

function imageWithoutSnapshot(driver: string, file: FailingFile): ImageFormat {
  const fail = (): never => {
    throw new MetadataError(errorText(notSupported));
  };
  return {
    driver,
    virtualSize: file.length,
    sizeUsable: true,
    supportsBacking: false,
    isPlain: false,
    file,
    dataFile: file,
    attach: () => ({ find: fail, lookAhead: fail }),
    explain: () => undefined,
  };
}
