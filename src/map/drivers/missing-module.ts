import { Refusal } from '../basics/error.ts';
import type { MissingDriver } from '../node/driver.ts';
import { SilentRefusal } from '../node/silent-refusal.ts';
import type { OptionContext } from '../options/typed-options.ts';

/** The refusal of a driver in a missing module that an option names. qemu says first which module it looked for. */
export function missingDriver({ name, module }: MissingDriver, context: OptionContext): Refusal {
  sayMissing(module, context);
  return new Refusal(`Unknown driver '${name}'`);
}

/** The refusal of a protocol in a missing module that a file name begins with. */
export function missingProtocol(prefix: string, { module }: MissingDriver, context: OptionContext): Refusal {
  sayMissing(module, context);
  return context.profile.missingModule === 'forgotten'
    ? new SilentRefusal()
    : new Refusal(`Unknown protocol '${prefix}'`);
}

/** Says which module qemu looks for and the build lacks, if that qemu says it. */
export function sayMissing(module: string, { profile, notice }: OptionContext): void {
  switch (profile.missingModule) {
    case 'unsaid':
      return;
    case 'said':
      notice(
        `qemu: module block-block-${module} not found, do you want to install qemu-block-extra package?\n`,
      );
      return;
    case 'forgotten':
      notice(
        `qemu-img: Unable to load module ${module}. Perhaps you want to install qemu-block-extra or ` +
          'qemu-block-supplemental package?\n',
      );
  }
}
