/** A word for the shell, quoted if necessary. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Bytes in the form that `put` takes. */
export function hexBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}

/** An offset in a file: hexadecimal from 10 on. */
export function hexadecimal(value: bigint | number): string {
  return value < 10 ? `${value}` : `0x${value.toString(16)}`;
}

/**
 * The functions that the lines of a script call beside `img` and `io`. They use coreutils only. Offsets and lengths are
 * bytes.
 */
const functions: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'into',
    [
      '# into FILE OFFSET: stdin, in place',
      `into() { dd of="$1" bs=64k iflag=fullblock oflag=seek_bytes seek="$(($2))" conv=notrunc status=none; }`,
    ],
  ],
  [
    'data',
    ['# data FILE OFFSET LENGTH', `data() { tr '\\0' x </dev/zero | head -c "$(($3))" | into "$1" "$2"; }`],
  ],
  [
    'zeros',
    [
      '# zeros FILE OFFSET LENGTH: written, not a hole',
      `zeros() { head -c "$(($3))" /dev/zero | into "$1" "$2"; }`,
    ],
  ],
  ['put', ['# put FILE OFFSET HEX', `put() { printf %s "$3" | basenc -d --base16 | into "$1" "$2"; }`]],
  ['stored', ['# stored FILE OFFSET: stdin in Base64', `stored() { base64 -d | into "$1" "$2"; }`]],
  [
    'word',
    [
      '# word FILE OFFSET: the lower 56 bits of a word of 64',
      `word() { echo "$((0x$(od -An -v -tx1 -j "$(($2 + 1))" -N 7 "$1" | tr -d ' \\n')))"; }`,
    ],
  ],
  [
    'bitmap',
    [
      '# bitmap FILE CLUSTERSIZE CLUSTER HEX: of an extended L2 entry, wherever the file has it',
      'bitmap() {',
      '  entries=$(($2 / 16))',
      '  l1=$(word "$1" 40)',
      '  l2=$(word "$1" "$((l1 + 8 * ($3 / entries)))")',
      '  put "$1" "$((l2 + 16 * ($3 % entries) + 8))" "$4"',
      '}',
    ],
  ],
]);

const calls: Readonly<Record<string, readonly string[]>> = {
  data: ['into'],
  zeros: ['into'],
  put: ['into'],
  stored: ['into'],
  bitmap: ['put', 'into', 'word'],
};

/** The commands that start the programs, as words for the shell. */
export interface Programs {
  readonly img: string;
  readonly io: string;
  readonly nbd: string;
}

/** Whether lines start servers. A script then ends them by the function `stop`. */
export function serves(lines: readonly string[]): boolean {
  return lines.some(line => line.startsWith('serve '));
}

/** The definitions of `img`, `io` and the functions that the lines call, each once. */
export function functionsFor(lines: readonly string[], programs: Programs): string[] {
  const called = lines.map(line => line.split(' ', 1)[0]!);
  const needed = new Set(called.flatMap(name => [name, ...(calls[name] ?? [])]));
  return [
    `img() { ${programs.img} "$@"; }`,
    ...(needed.has('serve') ? servingFunctions(programs) : []),
    ...(needed.has('io') ? [`io() { ${programs.io} "$@" >/dev/null; }`] : []),
    ...[...functions].flatMap(([name, definition]) => (needed.has(name) ? definition : [])),
  ];
}

function servingFunctions({ nbd }: Programs): string[] {
  return [
    'servers=',
    '# serve FILE: on the socket FILE.sock, until stop',
    'serve() {',
    `  ${nbd} --fork -r -t -e 16 -f raw -k "$PWD/$1.sock" --pid-file="$PWD/$1.pid" -- "$1"`,
    '  servers="$servers $(cat "$1.pid")"',
    '}',
    'stop() { for server in $servers; do kill "$server"; done; }',
  ];
}
