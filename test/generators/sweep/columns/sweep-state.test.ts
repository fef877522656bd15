import { describe, expect, test } from 'vitest';
import { parseStates, tableText, usualStates } from '../../../../generators/sweep/columns/sweep-state.ts';

describe('parseStates', () => {
  test('reads the seven states of an ordinary cluster', () => {
    expect(parseStates(usualStates)).toEqual([
      { cell: { state: 'unallocated' }, continues: false },
      { cell: { state: 'zero-plain' }, continues: false },
      { cell: { state: 'compressed' }, continues: false },
      { cell: { state: 'zero-allocated' }, continues: false },
      { cell: { state: 'zero-allocated' }, continues: true },
      { cell: { state: 'data' }, continues: false },
      { cell: { state: 'data' }, continues: true },
    ]);
  });

  test('reads subclusters, and prints them as tables show them', () => {
    const [reserved, half] = parseStates('-+[#{16}z{16}]');
    expect(tableText(reserved!)).toBe('-+');
    expect(tableText(half!)).toBe('#'.repeat(16) + 'z'.repeat(16));
  });

  test.each([
    ['', 'a sweep takes at least one state'],
    ['.x', 'x is no cell'],
    ['.~', 'a state of a sweep is one of . 0 z # c - or a bracket of them'],
    ['[#{16}!{16}]', 'a state of a sweep is one of . 0 z # c - or a bracket of them'],
    ['.+', '+ continues a host offset, and this state has none'],
    ['#.#', 'this state is there already'],
    ['[#{32}]#', 'this state is there already'],
    ['[#{16}', 'the closing ] is missing'],
  ])('refuses %j', (text, clause) => {
    expect(() => parseStates(text)).toThrow(clause);
  });
});
