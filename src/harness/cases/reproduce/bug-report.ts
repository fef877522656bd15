import { functionsFor, serves } from '../../../../generators/script/shell.ts';
import { outcomeText } from './expectation.ts';
import { hereDocument, mapWords, type Reproducer } from './reproducer.ts';
import { bareFunction, textFunction } from './shell-functions.ts';

const programs = { img: `\${QEMU_IMG:-qemu-img}`, io: `\${QEMU_IO:-qemu-io}`, nbd: `\${QEMU_NBD:-qemu-nbd}` };

/**
 * The script for a bug report. It makes the chain and prints the expected and the actual output of each map. Its exit status
 * is 1 if they differ, otherwise 0.
 */
export function bugReportScript({ build, comments, expected }: Reproducer): string {
  const { keepsOffsets, lines } = build;
  return [
    '#!/bin/sh',
    ...comments,
    '#',
    '# QEMU_IMG, QEMU_IO and QEMU_NBD name the programs (default: qemu-img and so on). The argument names a new folder',
    '# for the chain; without it a temporary folder is used and removed. Exit status: 0 as expected, 1 a difference.',
    'set -eu',
    'LC_ALL=C',
    'export LC_ALL',
    '',
    ...functionsFor(lines, programs),
    ...mapFunction(expected.from, keepsOffsets),
    '',
    'work=$(mktemp -d)',
    `trap '${serves(lines) ? 'stop; ' : ''}rm -rf "$work"' EXIT`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: of the shell
    'chain=${1:-$work/chain}',
    'mkdir "$chain"',
    'cd "$chain"',
    ...lines,
    '',
    'differs=0',
    ...expected.maps.flatMap(map => {
      const [first, ...rest] = hereDocument(outcomeText(map.outcome));
      return [`map ${mapWords(map)}${first}`, ...rest];
    }),
    'exit "$differs"',
    '',
  ].join('\n');
}

function mapFunction(from: string, keepsOffsets: boolean): string[] {
  const compared = (name: string): string =>
    keepsOffsets ? `"$${name}"` : `"$(printf '%s\\n' "$${name}" | bare)"`;
  return [
    ...(keepsOffsets ? [] : bareFunction),
    '# text FILE: prints a file, and ends its last line',
    textFunction,
    '# map WORD...: compares the output of qemu-img map with the expected output on stdin',
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
    `    printf 'expected (${from.replaceAll("'", '').replaceAll('%', '%%')}):\\n%s\\nactual:\\n%s\\n' "$expected" "$actual"`,
    '  fi',
    '}',
  ];
}
