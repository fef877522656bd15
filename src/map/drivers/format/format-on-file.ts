import type { ImageFile, NodeDescription } from '../../file/image-file.ts';
import { Unreadable } from '../../file/unreadable.ts';
import { isOpenedReadOnly } from '../../node/auto-read-only.ts';
import { lockTables } from '../../node/children/child-locks.ts';
import { requireChild, requireWritable } from '../../node/children/open-child.ts';
import type { FormatDriver, Given } from '../../node/driver.ts';
import type { FormatFacts } from '../../node/driver-facts.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { describedOptions } from '../../node/node-description.ts';
import type { Opening } from '../../node/opening.ts';
import { formatNode } from './format-node.ts';
import { refusalWithoutText } from './without-text.ts';

/** An image of such a format. */
export interface ImageOnFile extends ImageFormat {
  /** The descriptions of its other children, which are part of the name of its node. Absent: its file is the only one. */
  readonly otherChildren?: NodeDescription;
  /** See `Opened.refusesWrites`. */
  readonly refusesWrites?: boolean;
}

/** A format whose images have their tables and their data in one file. */
export interface FormatOnFile extends Omit<FormatFacts, 'kind'> {
  /**
   * The options without which its images can't be opened: they are part of the names of its nodes. One that ends in a dot stands for
   * all that begin with it. Absent: there are none.
   */
  readonly strongOptions?: readonly string[];
  /** qemu can't write its images. */
  readonly isReadOnly?: true;
  /** Takes the options that qemu reads before it asks for the file. Absent: `openImage` takes all. */
  takeOptions?(given: Given, opening: Opening): void;
  /** Opens the image in its file; the file's locks have been checked. */
  openImage(file: ImageFile, given: Given, opening: Opening): ImageOnFile;
}

/** The driver of such a format. */
export function driverOnFile({
  openImage,
  takeOptions,
  isReadOnly,
  strongOptions = [],
  ...facts
}: FormatOnFile): FormatDriver {
  return {
    kind: 'format',
    ...facts,
    open(given, opening) {
      takeOptions?.(given, opening);
      const neverWrites = isReadOnly === true && isOpenedReadOnly(given.common, 'Image is read-only');
      const file = requireChild(given.file, 'file', given.common);
      const writes = given.common.writable && !neverWrites;
      if (writes && given.common.active) requireWritable(file);
      lockTables(file.bytes, { ...given.common, writable: writes });
      const strong = describedOptions(given.parent, strongOptions);
      const image = orWithoutText(file.bytes, () => openImage(file.bytes, given, opening));
      const node = formatNode(image, file, { strong, children: image.otherChildren ?? {} });
      return { ...node, refusesWrites: neverWrites || image.refusesWrites === true };
    },
  };
}

/** A read that fails is a refusal without a text, unless the format has one for it. */
function orWithoutText<Value>(file: ImageFile, open: () => Value): Value {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw refusalWithoutText(file, error.reason);
  }
}
