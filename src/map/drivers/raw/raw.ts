import { Refusal } from '../../basics/error.ts';
import { FileView } from '../../file/file-view.ts';
import type { NodeDescription } from '../../file/image-file.ts';
import { RawImage } from './raw-image.ts';
import { takeCommon } from '../../node/common-options.ts';
import { isProtocol } from '../find-driver.ts';
import type { Node } from '../../node/node.ts';
import { jsonNameOf } from '../../node/node-name.ts';
import type { Given } from '../../chain/open-part.ts';
import { type Opening, reserveName } from '../../node/opening.ts';
import { emptyContainer, type OptionValue } from '../../options/options.ts';
import { takeTyped } from '../../options/typed-options.ts';

/**
 * Opens the format raw on `file`. Options that nobody took are left in `given.options`.
 *
 * @throws Refusal, Unsupported
 */
export function openRaw(
  file: Node | undefined,
  { options, parent, probed }: Given & { readonly probed: boolean },
  opening: Opening,
): Node {
  const { nodeName, writable } = takeCommon(options, opening);
  reserveName(nodeName, opening);
  const { offset = 0n, size } = takeTyped(options, { offset: 'size', size: 'size' } as const, opening);
  if (file === undefined) throw new Refusal('A block device must be specified for "file"');
  const whole = offset === 0n && size === undefined;
  if (!whole) file.bytes.checkLocks(['consistent read'], ['resize']);
  if (probed && writable) opening.notice(guessed(file.bytes.name));
  const image = new RawImage(file.layers, { offset, ...(size !== undefined && { size }) }, opening.profile);
  const named = { driver: 'raw' as const, ...(nodeName !== undefined && { nodeName }), layers: [image] };
  const limits = ['offset', 'size'].filter(key => parent.has(key));
  const hasPlainName = limits.length === 0 && isProtocol(file.driver) && file.hasPlainName;
  const description = {
    driver: 'raw',
    ...Object.fromEntries(limits.map(key => [key, described(parent.get(key)!)])),
    file: file.bytes.description,
  };
  const name = hasPlainName ? file.bytes.name : jsonNameOf(description);
  const part = { offset: image.offset, length: image.virtualSize, name, description };
  return { ...named, bytes: new FileView(file.bytes, part), hasPlainName };
}

/** What qemu warns of where a format it only guessed could be written to. */
function guessed(name: string): string {
  return `WARNING: Image format was not specified for '${name}' and probing guessed raw.
         Automatically detecting the format is dangerous for raw images, write operations on block 0 will be restricted.
         Specify the 'raw' format explicitly to remove the restrictions.
`;
}

function described(value: OptionValue): NodeDescription[string] {
  return value === emptyContainer ? {} : (value as Exclude<OptionValue, typeof emptyContainer>);
}
