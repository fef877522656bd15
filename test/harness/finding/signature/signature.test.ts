import { describe, expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case, Edit } from '../../../../generators/recipe/recipe.ts';
import type { Difference } from '../../../../src/harness/answers/difference.ts';
import { faultOf } from '../../../../src/harness/finding/signature/fault.ts';
import { coarseSignature, fineSignature } from '../../../../src/harness/finding/signature/signature.ts';

const value = parseRows(['##cc', '....', '.0.z', 'map --output=json top.qcow2']);

function coarse(difference: Difference): string | undefined {
  return coarseSignature({ kind: 'divergence', blame: 'subject', difference }, value);
}

function fine(difference: Difference, of: Case = value): string | undefined {
  return fineSignature({ kind: 'divergence', blame: 'subject', difference }, of);
}

describe('the coarse form', () => {
  test('has blame, difference and the deciding state, and no place', () => {
    expect(coarse({ kind: 'field', field: 'depth', at: 0n })).toBe('subject: field depth in data');
    expect(coarse({ kind: 'field', field: 'depth', at: 131072n })).toBe('subject: field depth in compressed');
    expect(coarse({ kind: 'cut', at: 65536n })).toBe('subject: cut in zero-plain');
  });

  test('distinguishes a set flag from a missing one, and has the borders', () => {
    expect(coarse({ kind: 'field', field: 'zero', at: 0n, left: 'true', right: 'false' })).toBe(
      'subject: field zero (true / false) in data',
    );
    expect(coarse({ kind: 'coverage', at: 262144n })).toBe(
      'subject: coverage in end, at image end, layer end',
    );
  });

  test('has the layer that has ended in a context of NBD, where it owns the bytes past its end', () => {
    const rows = ['base.qcow2 qcow2 64k |#|', 'top.qcow2 qcow2 64k |..|'];
    const inEnd = (query: string): string | undefined => {
      const difference = { kind: 'field', field: 'value', at: 65536n } as const;
      return coarseSignature(
        { kind: 'divergence', blame: 'subject', difference },
        parseRows([...rows, query]),
      );
    };
    expect(inEnd('map --context=base:allocation top.qcow2')).toBe(
      'subject: field value in end, at layer end',
    );
    expect(inEnd('map --output=json top.qcow2')).toBe('subject: field value in unallocated, at layer end');
  });

  test('replaces numbers and names in messages', () => {
    const left =
      "qcow2: Image is corrupt: L2 table offset 0x40200 unaligned (L1 index: 0)\nqemu-img: Could not open 'a': x\n";
    const other = left.replace('0x40200', '0x600').replace("'a'", "'it's b c'");
    expect(coarse({ kind: 'stderr', left, right: '' })).toBe(
      coarse({ kind: 'stderr', left: other, right: '' }),
    );
    expect(coarse({ kind: 'stderr', left, right: '' })).not.toBe(
      coarse({ kind: 'stderr', left: '', right: left }),
    );
  });

  test('is one short line that a case can hold as a note, whatever a program prints', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1');
    for (const left of [`a\0b`, bytes, `${bytes}\u2028x`, 'long '.repeat(1_000_000), "'".repeat(1_000_000)]) {
      const signature = coarse({ kind: 'stderr', left, right: '' })!;
      expect(signature.length).toBeLessThan(4000);
      expect(parseCase(printCase({ ...value, notes: [signature] })).notes).toEqual([signature]);
      expect(signature).toMatch(/^[^\0-\x1f\x7f]*$/);
    }
  });

  test('is undefined unless the verdict is a finding', () => {
    expect(coarseSignature({ kind: 'match', modelled: true }, value)).toBeUndefined();
    expect(fineSignature({ kind: 'unjudged' }, value)).toBeUndefined();
    expect(coarseSignature({ kind: 'crash', signal: 'SIGABRT' }, value)).toBe('qemu: crash SIGABRT');
  });
});

describe('a crash by an assertion that it names', () => {
  const crash = { kind: 'crash', signal: 'SIGABRT', assertion: 'iterations > 0' } as const;

  test('is identified by the assertion and the attributes, whatever pins the places of a damaged byte', () => {
    const damaged = parseRows([
      'top.qcow2 qcow2 64k size=128k crypt=luks:s3cret |#|',
      '    at 9',
      '    set byte[0x300d4] = 00000000',
      'map --output=json top.qcow2',
    ]);
    expect(coarseSignature(crash, damaged)).toBe('qemu: crash SIGABRT: iterations > 0');
    expect(fineSignature(crash, damaged)).toBe('qemu: crash SIGABRT: iterations > 0, with crypt');
    expect(fineSignature({ kind: 'crash', signal: 'SIGABRT' }, damaged)).toBe(
      'qemu: crash SIGABRT, with at, crypt, damaged byte',
    );
  });

  test('is another fault than a crash by another assertion', () => {
    const other = { ...crash, assertion: 'bytes' } as const;
    expect(fineSignature(other, value)).not.toBe(fineSignature(crash, value));
  });
});

describe('the fine form', () => {
  test('has the attribute size only if cells could not state it', () => {
    const sized = (size: string): string =>
      fine({ kind: 'cut', at: 0n }, parseRows([`top.qcow2 qcow2 64k size=${size} |#|`, 'map top.qcow2']))!;
    expect(sized('1000k')).toBe(`${sized('64k').replace('table', 'size, table')}`);
    expect(sized('128k')).toBe(sized('64k'));
  });

  test('has the columns at and before the place, neighbours in the same state once', () => {
    expect(fine({ kind: 'cut', at: 131072n })).toBe(
      'subject: cut in unallocated/compressed, after zero-plain',
    );
  });

  test('does not depend on the offset', () => {
    const moved = parseRows(['....##cc', '........', '.....0.z', 'map --output=json top.qcow2']);
    expect(fine({ kind: 'cut', at: 393216n }, moved)).toBe(fine({ kind: 'cut', at: 131072n }));
  });

  test('has the attributes of the mapped layers and the options of the query', () => {
    const rows = ['base.raw raw 512 |#.|', 'mid.qcow2 qcow2 4k v2 |..|', 'top.qcow2 qcow2 16k extl2 |#|'];
    const extended = parseRows([...rows, 'map -s 512 --image-opts driver=qcow2,file.filename=mid.qcow2']);
    expect(fine({ kind: 'cut', at: 512n }, extended)).toBe(
      'subject: cut in unallocated/hole, after unallocated/data, with raw, v2, --image-opts, -s, table',
    );
  });
});

describe('damage', () => {
  const edits: readonly Edit[] = [
    { field: 'l2', index: 3, value: 1n },
    { field: 'header', name: 'size', value: 0n },
    { field: 'l2', index: 4, value: 1n },
  ];
  const damaged: Case = { ...value, recipe: { layers: [{ ...value.recipe.layers[0]!, edits }] } };
  const verdict = {
    kind: 'divergence',
    blame: 'subject',
    difference: {
      kind: 'exit',
      left: 'exit 0',
      right: 'exit 1',
      message: "qemu-img: Could not open 'a': no 0x1\n",
    },
  } as const;

  test('is in the signature by its fields', () => {
    const difference = { kind: 'field', field: 'depth', at: 0n } as const;
    expect(coarseSignature({ ...verdict, difference }, damaged)).toBe(
      'subject: field depth in data, damaged header.size, l2',
    );
  });

  test('is not in the signature when one side refuses with a message', () => {
    expect(coarseSignature(verdict, damaged)).toBe(
      'subject: exit (exit 0 / exit 1): qemu-img: Could not open NAME: no N',
    );
  });

  test.each(['17', '0x7fff12', '0X7FFF12', '7fff12a0', 'C000012345'])(
    'a number, here %s, is a number in the signature in any spelling',
    spelled => {
      const difference = { ...verdict.difference, message: `no bad face at ${spelled}: not found\n` };
      expect(coarseSignature({ ...verdict, difference }, damaged)).toBe(
        'subject: exit (exit 0 / exit 1): no bad face at N: not found',
      );
    },
  );

  test.each(["'PATH/a'", '"PATH/it\'s.vmdk"', 'PATH/a', '(PATH/a)'])(
    'a path of the run, here as %s, is a name in the signature',
    quoted => {
      const path = quoted.replace('PATH', '/dev/shm/qemu-map-parity-4026531836-22257-OpbmxiyIQ9N/8776');
      const difference = { ...verdict.difference, message: `error: can't read ${path}: not found\n` };
      expect(coarseSignature({ ...verdict, difference }, damaged)).toMatch(
        /^subject: exit \(exit 0 \/ exit 1\): error: can't read \(?NAME\)?: not found$/,
      );
    },
  );

  test('is in the signature when one side refuses without a message', () => {
    const difference = { ...verdict.difference, message: '\n' };
    expect(coarseSignature({ ...verdict, difference }, damaged)).toBe(
      'subject: exit (exit 0 / exit 1): nothing, damaged header.size, l2',
    );
  });

  test.each([
    ['no answer within 30 s', 'failed: no answer in time'],
    ['no end within 500 ms', 'failed: no end in time'],
    ['more than 64 MiB of output', 'failed: more than N MiB of output'],
  ])('is not in the signature when a side gives %s, whatever the other says', (error, text) => {
    for (const right of ['exit 0', 'exit 1']) {
      const difference = { kind: 'exit', left: `thrown ${error}`, right } as const;
      expect(coarseSignature({ ...verdict, difference }, damaged)).toBe(`subject: ${text}`);
    }
  });

  test('is in the signature when a side ends by an exception', () => {
    const difference = { kind: 'exit', left: 'thrown TypeError: x', right: 'exit 1' } as const;
    expect(coarseSignature({ ...verdict, difference }, damaged)).toBe(
      'subject: failed: TypeError, damaged header.size, l2',
    );
  });

  test('is not in the fault', () => {
    expect(faultOf(verdict)).toBe('subject: exit (exit 0 / exit 1): qemu-img: Could not open NAME: no N');
  });
});
