import { requireArgument } from './basics/require-argument.ts';
import type { MapAsyncOptions } from './map-async-options.ts';
import type { OpenImageOptions } from './open-image-options.ts';
import { isProfile, profileKind } from './profile/profile.ts';
import { bitmapPrefix, nbdContextOf, nbdContexts } from './status/nbd-blocks.ts';
import type { Window } from './status/window.ts';

/** Offsets and sizes are below this, as in qemu. */
const signedEnd = 2n ** 63n;

const isText = (value: unknown): boolean => typeof value === 'string' && !value.includes('\0');
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isSource = (value: unknown): boolean =>
  isObject(value) && 'open' in value && typeof value.open === 'function';

/** @throws MapError `bad-argument` */
export function checkName(name: unknown): asserts name is string | Uint8Array {
  requireArgument(
    isText(name) || (isBytes(name) && !name.includes(0)),
    'the name must be a string or bytes without a zero',
  );
}

type OptionName = keyof OpenImageOptions;

/** What each option of `openImage` must be. */
const optionKinds: Readonly<Record<OptionName, readonly [what: string, holds: (value: unknown) => boolean]>> =
  {
    format: ['a string', isText],
    imageOptions: ['true or false', value => typeof value === 'boolean'],
    share: ['true or false', value => typeof value === 'boolean'],
    confine: ['a list of folders', value => Array.isArray(value) && value.every(isText)],
    files: ['an object with a method open', isSource],
    directory: ['a string that is not empty', value => isText(value) && value !== ''],
    profile: [profileKind, isProfile],
    secrets: [
      'an object whose values are strings or bytes',
      value =>
        isObject(value) &&
        Object.values(value).every(secret => typeof secret === 'string' || isBytes(secret)),
    ],
    throttleGroups: ['a list of strings', value => Array.isArray(value) && value.every(isText)],
    notice: ['a function', value => typeof value === 'function'],
  };

/**
 * An unknown option is refused, too: a misspelled `confine` would allow all files.
 *
 * @throws MapError `bad-argument`
 */
export function checkOptions(options: OpenImageOptions): void {
  requireArgument(isObject(options), 'the options must be an object');
  for (const [name, value] of Object.entries(options)) {
    requireArgument(Object.hasOwn(optionKinds, name), `there is no option ${name}`);
    const [what, holds] = optionKinds[name as OptionName];
    requireArgument(value === undefined || holds(value), `the option ${name} must be ${what}`);
  }
  requireArgument(
    options.format === undefined || options.imageOptions !== true,
    'the options format and imageOptions exclude each other',
  );
  requireArgument(
    options.files === undefined || (options.directory === undefined && options.confine === undefined),
    'the option files excludes directory and confine',
  );
}

/** @throws MapError `bad-argument` */
export function checkWindow(window: Partial<Window>): void {
  checkRange(window, ['start', 'length']);
}

/** @throws MapError `bad-argument` */
export function checkMapAsyncOptions(options: MapAsyncOptions): void {
  checkRange(options, ['start', 'length', 'signal']);
  const { signal } = options;
  requireArgument(signal === undefined || signal instanceof AbortSignal, 'signal must be an AbortSignal');
}

function checkRange(window: Partial<Window>, names: readonly string[]): void {
  requireArgument(isObject(window), 'the window must be an object');
  for (const name of Object.keys(window))
    requireArgument(names.includes(name), `there is no ${name}, but ${names.join(', ')}`);
  for (const name of ['start', 'length'] as const) {
    const value = window[name];
    requireArgument(value === undefined || isOffset(value), `${name} must be a bigint from 0 up to 2^63 - 1`);
  }
}

/** @throws MapError `bad-argument` */
export function checkOffset(offset: unknown): void {
  requireArgument(isOffset(offset), 'the offset must be a bigint from 0 up to 2^63 - 1');
}

const isOffset = (value: unknown): boolean => typeof value === 'bigint' && value >= 0n && value < signedEnd;

/** @throws MapError `bad-argument` */
export function checkContext(context: unknown): void {
  requireArgument(
    typeof context === 'string' && nbdContextOf(context) !== undefined,
    `the context must be ${nbdContexts.join(' or ')}, or ${bitmapPrefix}NAME`,
  );
}
