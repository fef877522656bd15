import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Options } from '../../options/options.ts';
import { type OptionContext, takeTyped } from '../../options/typed-options.ts';
import { incompatible } from './header/features.ts';
import { type Header, hasFeature } from './header/header.ts';
import { sliceBytes } from './tables/slice.ts';

const structures = [
  'main-header',
  'active-l1',
  'active-l2',
  'refcount-table',
  'refcount-block',
  'snapshot-table',
  'inactive-l1',
  'inactive-l2',
  'bitmap-directory',
];

const types = {
  'lazy-refcounts': 'switch',
  'pass-discard-request': 'switch',
  'pass-discard-snapshot': 'switch',
  'pass-discard-other': 'switch',
  'overlap-check': 'text',
  'overlap-check.template': 'text',
  'cache-size': 'size',
  'l2-cache-size': 'size',
  'l2-cache-entry-size': 'size',
  'refcount-cache-size': 'size',
  'cache-clean-interval': 'number',
} as const;

const switches = Object.fromEntries(structures.map(name => [`overlap-check.${name}`, 'switch'] as const));
const usual = { ...types, ...switches };
const withNoUnref = { ...usual, 'discard-no-unref': 'switch' } as const;

const largestInterval = 2n ** 32n - 1n;
const templates: readonly ByteString[] = ['none', 'constant', 'cached', 'all'];

/** The options that change how an image is read. */
export interface Qcow2Settings {
  /** The size of an L2 slice in bytes; see slice.ts. */
  readonly sliceBytes: number;
}

/**
 * Takes out the options of qcow2 (those of encryption excepted) and checks them in qemu's order.
 *
 * @throws Refusal, Unsupported
 */
export function takeQcow2Options(options: Options, header: Header, context: OptionContext): Qcow2Settings {
  const taken = takeTyped(options, context.profile.discardNoUnref ? withNoUnref : usual, context);
  const slice = sliceBytes(
    {
      virtualSize: Number(header.size),
      clusterSize: 2 ** header.clusterBits,
      entryBytes: hasFeature(header, incompatible.extendedL2) ? 16 : 8,
    },
    taken,
  );
  if ((taken['cache-clean-interval'] ?? 0n) > largestInterval) {
    throw new Refusal('Cache clean interval too big');
  }
  if (header.version < 3 && taken['lazy-refcounts'] === true) {
    throw new Refusal('Lazy refcounts require a qcow2 image with at least qemu 1.1 compatibility level');
  }
  checkOverlap(taken['overlap-check'], taken['overlap-check.template']);
  if (header.version < 3 && 'discard-no-unref' in taken && taken['discard-no-unref'] === true) {
    throw new Refusal('discard-no-unref is only supported since qcow2 version 3');
  }
  return { sliceBytes: slice };
}

function checkOverlap(check: ByteString | undefined, template: ByteString | undefined): void {
  if (check !== undefined && template !== undefined && check !== template) {
    throw new Refusal(
      `Conflicting values for qcow2 options 'overlap-check' ('${check}') and 'overlap-check.template' ('${template}')`,
    );
  }
  const value = check ?? template ?? 'cached';
  if (templates.includes(value)) return;
  throw new Refusal(
    `Unsupported value '${value}' for qcow2 option 'overlap-check'. Allowed are any of the following: none, constant, cached, all`,
  );
}
