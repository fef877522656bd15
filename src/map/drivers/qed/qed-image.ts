import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { formatImage } from '../format/format-image.ts';
import { ClusterWindow } from './cluster-window.ts';
import { explainQed } from './explain-qed.ts';
import type { QedHeader } from './qed-header.ts';
import { QedRuns } from './qed-runs.ts';
import type { QedTables } from './qed-tables.ts';

/** A QED image, without its backing file. */
export function qedImage(file: ImageFile, header: QedHeader, tables: QedTables): ImageFormat {
  const { layout, size, backing } = header;
  const runs = new QedRuns(header, tables);
  const image = formatImage({
    driver: 'qed',
    file,
    ...size,
    clusterSize: layout.clusterBytes,
    backing,
    runAt: (offset, limit, asker) => runs.at(offset, limit, asker),
    lookAhead: offset => runs.lookAhead(offset),
    explain: offset => explainQed(offset, tables, layout),
  });
  return {
    ...image,
    tellsReads: 'image',
    attach(layer) {
      const finder = image.attach(layer);
      const window = new ClusterWindow(layer, header, tables);
      return {
        ...finder,
        find(offset, limit) {
          if (window.moveTo(offset)) layer.scan(offset, limit);
          else finder.find(offset, limit);
        },
      };
    },
  };
}
