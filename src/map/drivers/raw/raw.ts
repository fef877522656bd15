import { lockData } from '../../node/children/child-locks.ts';
import { requireChild } from '../../node/children/open-child.ts';
import type { FormatDriver } from '../../node/driver.ts';
import { describedOptions, jsonNameOf } from '../../node/node-description.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { RawFile } from './raw-file.ts';
import { RawImage } from './raw-image.ts';

const types = { offset: 'size', size: 'size' } as const;

/** The format raw: the bytes of its file, or a window of them. A file is raw if no other format recognises it. */
export const raw: FormatDriver = {
  kind: 'format',
  name: 'raw',
  open({ file: child, options, parent, common, probed }, opening) {
    const { offset = 0n, size } = takeTyped(options, types, opening);
    const file = requireChild(child, 'file', common);
    const whole = offset === 0n && size === undefined;
    if (!whole) lockData(file.bytes, common, ['resize']);
    if (probed && common.writable) opening.notice(guessed(file.bytes.name));
    const window = { offset, ...(size !== undefined && { size }) };
    const image = new RawImage(file.layers, window, opening.profile);
    const limits = describedOptions(parent, Object.keys(types));
    const description = { driver: this.name, ...limits, file: file.bytes.description };
    const isFile = file.driver.kind === 'protocol' && Object.keys(limits).length === 0;
    const hasPlainName = isFile && file.hasPlainName;
    const name = hasPlainName ? file.bytes.name : jsonNameOf(description);
    const isLimited = size !== undefined;
    const part = { offset: image.offset, length: image.virtualSize, name, description, isLimited };
    return { layers: [image], bytes: new RawFile(file.bytes, part), hasPlainName, writesTo: [file] };
  },
};

/** What qemu warns about when a format that it only guessed could be written to. */
function guessed(name: string): string {
  return `WARNING: Image format was not specified for '${name}' and probing guessed raw.
         Automatically detecting the format is dangerous for raw images, write operations on block 0 will be restricted.
         Specify the 'raw' format explicitly to remove the restrictions.
`;
}
