import { describe, expect, it } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import type { Edit, Recipe } from '../../../generators/recipe/recipe.ts';
import type { Difference } from '../../../src/harness/verdict/difference.ts';
import { faultKind, findingKind } from '../../../src/harness/verdict/signature.ts';

const { recipe } = parseRows(['##cc', '.0.z']);

function kindOf(difference: Difference): string | undefined {
  return findingKind({ kind: 'divergence', blame: 'subject', difference }, recipe);
}

describe('findingKind', () => {
  it('names blame, difference and the deciding state, and no place', () => {
    expect(kindOf({ kind: 'field', field: 'depth', at: 0n })).toBe('subject: field depth in data');
    expect(kindOf({ kind: 'field', field: 'depth', at: 131072n })).toBe('subject: field depth in compressed');
    expect(kindOf({ kind: 'cut', at: 65536n })).toBe('subject: cut in zero-plain');
  });

  it('makes numbers and names in texts general', () => {
    const left =
      "qcow2: Image is corrupt: L2 table offset 0x40200 unaligned (L1 index: 0)\nqemu-img: Could not open 'a': x\n";
    const other = left.replace('0x40200', '0x600').replace("'a'", "'b c'");
    expect(kindOf({ kind: 'stderr', left, right: '' })).toBe(
      kindOf({ kind: 'stderr', left: other, right: '' }),
    );
    expect(kindOf({ kind: 'stderr', left, right: '' })).not.toBe(
      kindOf({ kind: 'stderr', left: '', right: left }),
    );
  });

  it('is there for findings only', () => {
    expect(findingKind({ kind: 'match', modelled: true }, recipe)).toBeUndefined();
    expect(findingKind({ kind: 'unjudged' }, recipe)).toBeUndefined();
    expect(findingKind({ kind: 'crash', signal: 'SIGABRT' }, recipe)).toBe('qemu: crash SIGABRT');
  });
});

describe('damage', () => {
  const edits: readonly Edit[] = [
    { field: 'l2', index: 3, value: 1n },
    { field: 'header', name: 'size', value: 0n },
    { field: 'l2', index: 4, value: 1n },
  ];
  const damaged: Recipe = { layers: [{ ...recipe.layers[0]!, edits }] };
  const verdict = {
    kind: 'divergence',
    blame: 'subject',
    difference: {
      kind: 'exit',
      left: 'exit 0',
      right: 'exit 1',
      said: "qemu-img: Could not open 'a': no 0x1\n",
    },
  } as const;

  it('belongs to the kind by its fields, and a refusal by its text', () => {
    expect(findingKind(verdict, damaged)).toBe(
      'subject: exit (exit 0 / exit 1): qemu-img: Could not open NAME: no N, damaged header.size, l2',
    );
  });

  it('does not belong to the fault', () => {
    expect(faultKind(verdict, damaged)).toBe(faultKind(verdict, recipe));
  });
});
