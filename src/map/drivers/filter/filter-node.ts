import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import { FileView } from '../../file/file-view.ts';
import type { NodeDescription } from '../../file/image-file.ts';
import { FilteredImage } from './filtered-image.ts';
import { type CommonOptions, takeCommon } from '../../node/common-options.ts';
import { type Driver, type FilterDriver, isProtocol } from '../find-driver.ts';
import type { Node } from '../../node/node.ts';
import { jsonNameOf } from '../../node/node-name.ts';
import type { Given } from '../../chain/open-part.ts';
import { type Opening, reserveName } from '../../node/opening.ts';
import type { Options } from '../../options/options.ts';
import { takeTyped } from '../../options/typed-options.ts';

/**
 * Opens a filter on `file`, which changes nothing of what map sees. Options that nobody took are left in `options`.
 *
 * @throws Refusal, Unsupported
 */
export function openFilter(
  driver: FilterDriver,
  file: Node | undefined,
  { options }: Given,
  opening: Opening,
): Node {
  const common = takeCommon(options, opening);
  reserveName(common.nodeName, opening);
  if (file === undefined) throw new Refusal('A block device must be specified for "file"');
  checks[driver](file, options, common, opening);
  return filterOn(file, driver, common, { driver, file: file.bytes.description });
}

/** The node of a filter: what is below it, under another name. */
export function filterOn(
  below: Node,
  driver: Driver,
  { nodeName }: CommonOptions,
  description: NodeDescription,
  name: ByteString = jsonNameOf(description),
): Node {
  const [image, ...backing] = below.layers;
  // What is to be compressed has to be whole clusters.
  const alignment = driver === 'compress' ? image!.clusterSize : undefined;
  return {
    driver,
    ...(nodeName !== undefined && { nodeName }),
    layers: [new FilteredImage(image!, alignment), ...backing],
    bytes: new FileView(below.bytes, {
      ...{ offset: 0, length: image!.virtualSize },
      ...{ name, description, hidesAllocation: isProtocol(driver) },
    }),
    hasPlainName: !name.startsWith('json:'),
  };
}

type Check = (file: Node, options: Options, common: CommonOptions, opening: Opening) => void;

const checks: Readonly<Record<FilterDriver, Check>> = {
  compress(file) {
    const compresses: readonly Driver[] = ['qcow2', 'copy-on-read', 'throttle'];
    if (compresses.includes(file.driver)) return;
    throw new Refusal(`Compression is not supported for underlying format: ${file.driver}`);
  },
  'copy-on-read'(_, options, { writable }) {
    if (!writable) throw new Refusal('Block node is read-only');
    if (options.has('bottom')) throw new Unsupported('the option bottom');
  },
  preallocate(_, options, _common, opening) {
    const sizes = { 'prealloc-align': 'size', 'prealloc-size': 'size' } as const;
    const { 'prealloc-align': align = 0n } = takeTyped(options, sizes, opening);
    if (align % 512n === 0n) return;
    throw new Refusal('prealloc-align parameter of preallocate filter is not aligned to 512');
  },
  throttle(_, options, _common, opening) {
    const { 'throttle-group': group } = takeTyped(options, { 'throttle-group': 'text' } as const, opening);
    throw new Refusal(
      group === undefined ? 'Please specify a throttle group' : `Throttle group '${group}' does not exist`,
    );
  },
};
