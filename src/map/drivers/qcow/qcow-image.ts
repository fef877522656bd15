import type { ImageFile } from '../../file/image-file.ts';
import type { BackingReference, ImageFormat } from '../../node/image-format.ts';
import { formatImage } from '../format/format-image.ts';
import { cryptMethods } from '../qcow2/encryption/encryption.ts';
import { explainQcow } from './explain-qcow.ts';
import type { QcowHeader } from './qcow-header.ts';
import { QcowRuns } from './qcow-runs.ts';
import type { QcowTables } from './qcow-tables.ts';

const sector = 512;

/** A QCOW image, without its backing file. */
export function qcowImage(
  file: ImageFile,
  { size, cryptMethod }: QcowHeader,
  tables: QcowTables,
  backing: BackingReference,
): ImageFormat {
  const { clusterBytes } = tables;
  const virtualSize = Number(size - (size % BigInt(sector)));
  const runs = new QcowRuns(tables, { virtualSize, hasOffsets: cryptMethod === cryptMethods.none });
  return formatImage({
    driver: 'qcow',
    file,
    virtualSize,
    clusterSize: clusterBytes,
    backing,
    runAt: (offset, limit) => runs.at(offset, limit),
    lookAhead: offset => (Math.floor(offset / clusterBytes) + 1) * clusterBytes,
    explain: offset => explainQcow(offset, tables),
  });
}
