import type { ByteString } from '../byte-string.ts';
import type { Context } from './open-file.ts';
import type { Options } from './options.ts';

/**
 * The options of an `--image-opts` string: `key=value,key=value`, where `,,` is a comma within a value. A bare key is a
 * switch that is on, and a bare `nokey` one that is off; since 6.0 either is warned of. Of equal keys the last holds.
 */
export function parseImageOptions(text: ByteString, context: Context): Options {
  const options: Options = new Map();
  let at = 0;
  while (at < text.length) {
    const bare = /^[^=,]*/.exec(text.slice(at))![0];
    at += bare.length;
    if (text[at] === '=') {
      const value = /^(?:[^,]|,,)*/.exec(text.slice(at + 1))![0];
      options.set(bare, value.replaceAll(',,', ','));
      at += value.length + 1;
    } else {
      setSwitch(bare, options, context);
    }
    at++;
  }
  return options;
}

function setSwitch(bare: ByteString, options: Options, context: Context): void {
  const off = bare.startsWith('no');
  const key = off ? bare.slice(2) : bare;
  const value = off ? 'off' : 'on';
  options.set(key, value);
  if (!context.profile.shortFormWarning) return;
  context.notice(`qemu-img: warning: short-form boolean option '${bare}' deprecated\n`);
  context.notice(`Please use ${key}=${value} instead\n`);
}
