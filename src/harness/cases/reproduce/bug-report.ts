import { functionsFor } from '../../../../generators/script/shell.ts';
import { bareFunction, textFunction } from './bare-text.ts';
import { shownText } from './expectation.ts';
import { hereDocument, mapWords, type Reproducer } from './reproducer.ts';

const programs = { img: `\${QEMU_IMG:-qemu-img}`, io: `\${QEMU_IO:-qemu-io}` };

/**
 * The script for a bug report: it makes the chain, shows of each map what is expected and what its qemu-img says, and ends
 * with 1 where they differ, with 0 where they don't.
 */
export function bugReportScript({ build, comments, expected }: Reproducer): string {
  const { keepsOffsets, lines } = build;
  return [
    '#!/bin/sh',
    ...comments,
    '#',
    '# QEMU_IMG and QEMU_IO name the programs, by default qemu-img and qemu-io. The chain is made in the folder that is',
    '# given, which must be new and stays, or in one that is removed. Exit status: 0 all as expected, 1 a difference.',
    'set -eu',
    'LC_ALL=C',
    'export LC_ALL',
    '',
    ...functionsFor(lines, programs),
    ...mapFunction(expected.by, keepsOffsets),
    '',
    'work=$(mktemp -d)',
    `trap 'rm -rf "$work"' EXIT`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: of the shell
    'chain=${1:-$work/chain}',
    'mkdir "$chain"',
    'cd "$chain"',
    ...lines,
    '',
    'differs=0',
    ...expected.maps.flatMap(map => {
      const [first, ...rest] = hereDocument(shownText(map.outcome));
      return [`map ${mapWords(map)}${first}`, ...rest];
    }),
    'exit "$differs"',
    '',
  ].join('\n');
}

function mapFunction(by: string, keepsOffsets: boolean): string[] {
  const compared = (name: string): string =>
    keepsOffsets ? `"$${name}"` : `"$(printf '%s\\n' "$${name}" | bare)"`;
  return [
    ...(keepsOffsets ? [] : bareFunction),
    '# text FILE: with the end of its last line',
    textFunction,
    '# map WORD...: what qemu-img says, beside what is expected, from stdin',
    'map() {',
    '  expected=$(cat)',
    '  status=0',
    '  img map "$@" >"$work/stdout" 2>"$work/stderr" || status=$?',
    '  actual=$(',
    '    text "$work/stdout"',
    '    text "$work/stderr"',
    '    [ "$status" -eq 0 ] || echo "exit status $status"',
    '  )',
    `  printf '\\n$ qemu-img map %s\\n' "$*"`,
    `  if [ ${compared('expected')} = ${compared('actual')} ]; then`,
    `    printf 'as expected:\\n%s\\n' "$actual"`,
    '  else',
    '    differs=1',
    `    printf 'expected (${by.replaceAll("'", '').replaceAll('%', '%%')}):\\n%s\\nactual:\\n%s\\n' "$expected" "$actual"`,
    '  fi',
    '}',
  ];
}
