import { Refusal } from '../../basics/error.ts';
import { lockData } from '../../node/children/child-locks.ts';
import { openChild, requireChild, requireWritable } from '../../node/children/open-child.ts';
import type { FilterDriver } from '../../node/driver.ts';
import type { Node } from '../../node/node.ts';
import { describedOptions, jsonNameOf } from '../../node/node-description.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { lengthThrough } from '../filter/length-through.ts';
import { countChildren } from './count-children.ts';
import { QuorumFile } from './quorum-file.ts';
import { quorumImage } from './quorum-image.ts';
import { quorumTypes, settingsOf } from './quorum-settings.ts';
import { QuorumStatus } from './quorum-status.ts';

/** The driver quorum: several children that hold the same. What is read is what enough of them agree about. */
export const quorum: FilterDriver = {
  kind: 'filter',
  name: 'quorum',
  hidesClusterSize: true,
  open(given, opening) {
    const { options, parent } = given;
    // It has no such child, so the option is one too many.
    if (given.file !== undefined) options.set('file', '');
    const count = countChildren(options);
    const settings = settingsOf(takeTyped(options, quorumTypes, opening), count, opening.profile);
    const children = Array.from({ length: count }, (_, index) => {
      const key = `children.${index}`;
      const child = requireChild(openChild({ ...given, key, probed: true }, opening), key, given.common);
      if (settings.rewrites) requireWritable(child);
      // Nobody may write to one of them alone.
      lockData(child.bytes, given.common, ['write', 'resize']);
      return child;
    });
    const files = children.map(({ bytes }) => bytes);
    const description = {
      driver: this.name,
      ...describedOptions(parent, Object.keys(quorumTypes)),
      children: files.map(file => file.description),
    };
    const status = new QuorumStatus(
      children.map(({ layers }) => layers),
      opening.profile,
    );
    const length = commonLength(children);
    const file = new QuorumFile({
      name: jsonNameOf(description),
      description,
      length,
      files,
      settings,
      status,
    });
    return {
      layers: [quorumImage(this.name, file, status)],
      bytes: file,
      hasPlainName: false,
      writesTo: children,
    };
  },
};

/** @throws Refusal if the lengths differ */
function commonLength(children: readonly Node[]): number {
  const [first, ...others] = children.map(({ layers }) => lengthThrough(layers[0]!));
  if (others.every(length => length === first)) return first!;
  throw new Refusal('Could not refresh total sector count: Input/output error');
}
