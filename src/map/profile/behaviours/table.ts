import type { Behaviours } from './behaviour.ts';
import { type CommandValues, command } from './command.ts';
import { type DriverValues, drivers } from './drivers.ts';
import { type FileValues, files } from './files.ts';
import { type FilterValues, filters } from './filters.ts';
import { type FormatValues, formats } from './formats.ts';
import { type LuksValues, luks } from './luks.ts';
import { type NbdValues, nbd } from './nbd.ts';
import { type NodeValues, nodes } from './nodes.ts';
import { type ObjectValues, objects } from './objects.ts';
import { type OptionValues, options } from './options.ts';
import { type ParallelsValues, parallels } from './parallels.ts';
import { type Qcow2Values, qcow2 } from './qcow2.ts';
import { type SizeValues, sizes } from './sizes.ts';

/**
 * The value of each behaviour in a profile. Texts are whole lines without the prefix `qemu-img: ` and without the line
 * feed. A function returns the text that quotes its arguments.
 */
export interface BehaviourValues
  extends CommandValues,
    SizeValues,
    OptionValues,
    NodeValues,
    FileValues,
    DriverValues,
    FilterValues,
    Qcow2Values,
    FormatValues,
    ParallelsValues,
    LuksValues,
    NbdValues,
    ObjectValues {}

/** The oldest version that the table covers. */
export const oldest = '5.2';

/**
 * The table of everything in which versions differ; each file here has the rows about one thing. `since` is the upstream release with the change. If no build
 * between two measured ones was run, `why` names these two.
 */
export const behaviours: Behaviours<BehaviourValues> = {
  ...command,
  ...sizes,
  ...options,
  ...nodes,
  ...files,
  ...drivers,
  ...filters,
  ...qcow2,
  ...formats,
  ...parallels,
  ...luks,
  ...nbd,
  ...objects,
};
