import type { ByteString } from '../basics/byte-string.ts';
import { checkId } from './identifier.ts';
import type { Options } from './options.ts';
import type { OptionContext } from './typed-options.ts';

/**
 * Parses an `--image-opts` string: `key=value,key=value`; `,,` is a comma within a value. If the first word has no `=`, it
 * names the node for `file`. Any other such word is a switch: on, or off after `no`; since 6.0 qemu warns about it. The
 * last of equal keys counts.
 *
 * @throws Refusal of a malformed `id`
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
