import { tooOld } from './needed-node.ts';

// Imported first by the modules that users import: an older Node would fail later, by a text that doesn't name the cause.
const complaint = tooOld('qemu-map-parity');
if (complaint !== undefined) throw new Error(complaint);
