import type { ImageFile } from '../../../file/image-file.ts';
import type { TableWindow } from '../../format/table-window.ts';

/**
 * Goes on to the grain table at `offset` (bytes) and reads it. Of this, qemu tells a blkdebug node below.
 *
 * @throws MapError `unreadable`
 */
export function loadTable(file: ImageFile, window: TableWindow, offset: number): TableWindow {
  file.onEvent?.('l2_load');
  window.goOnTo(offset).readAll();
  return window;
}
