import { expect, test } from 'vitest';
import { blockOptions } from '../../../../../src/map/drivers/copy-before-write/schema/block-options.ts';
import { drivers } from '../../../../../src/map/drivers/table.ts';

/** A protocol that file names alone choose. */
const byNameAlone = 'iser';
/** A driver that qemu-img lacks, though the schema has it. */
const lacking = 'blkreplay';

test('the schema has every driver that options can choose', () => {
  const known = drivers.map(({ name }) => name).filter(name => name !== byNameAlone);
  expect(Object.keys(blockOptions().variants!.members).toSorted()).toEqual([...known, lacking].toSorted());
});
