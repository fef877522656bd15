import { functionsFor, serves } from '../../../../generators/script/shell.ts';
import { outcomeText } from './expectation.ts';
import { mapWords, type Reproducer } from './reproducer.ts';
import { bareFunction, textFunction } from './shell-functions.ts';

/** A test for qemu's tests/qemu-iotests: the script and its expected output. */
export interface Iotest {
  readonly script: string;
  readonly out: string;
}

const programs = { img: '"$QEMU_IMG_PROG"', io: '"$QEMU_IO_PROG"', nbd: '"$QEMU_NBD_PROG"' };

/**
 * The case as a test of qemu's own suite, under `name`. It uses as little of the suite as possible: the names of the programs,
 * the folder, and the functions that declare where it can run.
 */
export function iotestOf(name: string, { build, comments, expected }: Reproducer): Iotest {
  const { keepsOffsets, lines } = build;
  const pipe = keepsOffsets ? '' : ' | bare';
  const script = [
    '#!/usr/bin/env bash',
    '# group: rw quick',
    '#',
    ...comments,
    '',
    'seq=$(basename "$0")',
    'echo "QA output created by $seq"',
    '',
    '. ./common.rc',
    '. ./common.filter',
    '',
    '_supported_fmt qcow2',
    '_supported_proto file',
    '_supported_os Linux',
    '',
    'set -e',
    ...functionsFor(lines, programs),
    ...(keepsOffsets ? [] : bareFunction),
    textFunction,
    'map() {',
    '  echo',
    '  echo "== map $*"',
    '  status=0',
    '  img map "$@" >"$work/stdout" 2>"$work/stderr" || status=$?',
    `  { text "$work/stdout"; text "$work/stderr"; }${pipe}`,
    '  [ "$status" -eq 0 ] || echo "exit status $status"',
    '}',
    '',
    'work=$(mktemp -d -p "$TEST_DIR")',
    `trap '${serves(lines) ? 'stop; ' : ''}rm -rf "$work"' EXIT`,
    'mkdir "$work/chain"',
    'cd "$work/chain"',
    ...lines,
    '',
    ...expected.maps.map(map => `map ${mapWords(map)}`),
    '',
  ].join('\n');
  const maps = expected.maps.map(map => {
    const text = outcomeText(map.outcome);
    return `\n== map ${map.query.join(' ')}\n${keepsOffsets ? text : bareText(text)}`;
  });
  return { script, out: `QA output created by ${name}\n${maps.join('')}` };
}

/** The output of the shell function `bare` for a map. */
function bareText(text: string): string {
  const lines = text.split('\n').map(line => {
    if (/, "offset": /.test(line)) return `${line.split(', "offset": ', 1)[0]}, with an offset`;
    if (line.includes(' (L2 offset: ')) return line.split(' (L2 offset: ', 1)[0]!;
    if (!line.startsWith('0')) return line;
    const [, start, length, file = ''] = /^(\S+)\s+(\S+)\s+\S+\s*(.*?)\s*$/.exec(line) ?? [];
    return `${start} ${length} ${file}`;
  });
  return lines.join('\n');
}
