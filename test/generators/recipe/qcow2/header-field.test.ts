import { expect, test } from 'vitest';
import { headerFields } from '../../../../generators/recipe/qcow2/header-field.ts';

test('fields follow each other without gaps from byte 0 to the compression type at byte 104', () => {
  let end = 0;
  for (const { at, width } of headerFields.values()) {
    expect(at).toBe(end);
    end = at + width;
  }
  expect(end).toBe(105);
});
