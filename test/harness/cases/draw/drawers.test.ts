import { expect, test } from 'vitest';
import { drawers } from '../../../../src/harness/cases/draw/drawers.ts';
import { drivers } from '../../../../src/map/drivers/table.ts';

test('each drawer is of a format of the map, but for the one of plain files', () => {
  const kinds = [...drawers.keys()].map(key => [key, drivers.find(({ name }) => name === key)?.kind]);
  expect(kinds.filter(([, kind]) => kind !== 'format')).toEqual([['file', 'protocol']]);
});
