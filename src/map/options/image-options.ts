import type { ByteString } from '../basics/byte-string.ts';
import { checkId } from './identifier.ts';
import type { Options } from './options.ts';
import type { OptionContext } from './typed-options.ts';

/**
 * The options of an `--image-opts` string: `key=value,key=value`, where `,,` is a comma within a value. A bare word is
 * the node for `file` if it stands first; otherwise a switch that is on, or with `no` in front off, and since 6.0
 * either is warned of. Of equal keys the last holds.
 *
 * @throws Refusal of an `id` that isn't well formed
 */
export function parseImageOptions(text: ByteString, context: OptionContext): Options {
  const options: Options = new Map();
  let at = 0;
  while (at < text.length) {
    const key = /^[^=,]*/.exec(text.slice(at))![0];
    const hasValue = text[at + key.length] === '=';
    if (!hasValue && at > 0) {
      setSwitch(key, options, context);
      at += key.length + 1;
      continue;
    }
    if (hasValue) at += key.length + 1;
    const value = /^(?:[^,]|,,)*/.exec(text.slice(at))![0];
    options.set(hasValue ? key : 'file', value.replaceAll(',,', ','));
    at += value.length + 1;
  }
  const id = options.get('id');
  if (typeof id === 'string') checkId(id);
  return options;
}

function setSwitch(word: ByteString, options: Options, context: OptionContext): void {
  const off = word.startsWith('no');
  const key = off ? word.slice(2) : word;
  const value = off ? 'off' : 'on';
  options.set(key, value);
  if (!context.profile.shortFormWarning) return;
  context.notice(`qemu-img: warning: short-form boolean option '${word}' deprecated\n`);
  context.notice(`Please use ${key}=${value} instead\n`);
}
