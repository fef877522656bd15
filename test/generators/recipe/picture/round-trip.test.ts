import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parityCase } from '../../../../generators/arbitrary/parity-case.ts';
import { normalCase } from '../../../../generators/recipe/normal-form.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { headerFields } from '../../../../generators/recipe/qcow2/header-field.ts';
import type { Case, Edit, Qcow2Layer } from '../../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../../generators/recipe/validation/validate-case.ts';

const text = fc.string({ unit: 'binary' }).filter(given => !given.includes('\0'));
const position = fc.bigInt({ min: 0n, max: (1n << 63n) - 1n });
const word = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const index = fc.nat();
const bytes = fc.uint8Array({ minLength: 1 }).map(given => Buffer.from(given).toString('hex'));
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .record({
      field: fc.constant('header' as const),
      name: fc.constantFrom(...headerFields.keys()),
      value: word,
    })
    .map(given => ({
      ...given,
      value: given.value % (1n << BigInt(8 * headerFields.get(given.name)!.width)),
    })),
  fc.record({
    field: fc.constantFrom('l1' as const, 'l2' as const, 'refcount' as const),
    index,
    value: word,
  }),
  fc.record({ field: fc.constant('byte' as const), at: position, bytes }),
  fc.record({ field: fc.constant('length' as const), value: position }),
);

/** What `parityCase` doesn't draw: notes, arbitrary names and arguments, damage. */
const furnished: fc.Arbitrary<Case> = fc
  .record({
    drawn: parityCase(),
    notes: fc.array(text.map(note => note.replace(/[\r\n]/g, ' '))),
    queries: fc.array(fc.array(text)),
    backing: fc.option(text, { nil: undefined }),
    name: fc.option(text, { nil: undefined }),
    edits: fc.array(edit, { minLength: 1 }),
  })
  .map(({ drawn, notes, queries, backing, name, edits }) => {
    const top: Qcow2Layer = {
      format: 'qcow2',
      name: name ?? 'very top.qcow2',
      unit: 65536,
      version: 3,
      cells: [],
      edits,
      ...(backing === undefined ? {} : { backing }),
    };
    return normalCase({ notes, recipe: { layers: [...drawn.recipe.layers, top] }, queries });
  })
  .filter(drawn => validateCase(drawn).kind === 'well-formed');

test('a case stays the same when printed and read', () => {
  fc.assert(
    fc.property(parityCase(), drawn => {
      expect(parseCase(printCase(drawn))).toEqual(drawn);
    }),
    { numRuns: 100 },
  );
});

test('so does a case with notes, damage and arbitrary words', () => {
  fc.assert(
    fc.property(furnished, drawn => {
      expect(parseCase(printCase(drawn))).toEqual(drawn);
    }),
    { numRuns: 100 },
  );
});

test('a printed text stays the same when read and printed again', () => {
  fc.assert(
    fc.property(furnished, drawn => {
      const printed = printCase(drawn);
      expect(printCase(parseCase(printed))).toBe(printed);
    }),
    { numRuns: 100 },
  );
});
