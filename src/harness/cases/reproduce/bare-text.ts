/** Shell functions that show what a map said. `text FILE` ends its line. */
export const textFunction = `text() { said=$(cat "$1"); [ -z "$said" ] || printf '%s\\n' "$said"; }`;

/**
 * Leaves out of a map, from stdin, what depends on where clusters stand in the file: host offsets, and places in messages
 * about damage. All else stays: whether there is an offset, and where extents are cut. It needs no other program.
 */
export const bareFunction: readonly string[] = [
  '# bare: a map without its host offsets',
  'bare() {',
  '  while IFS= read -r line; do',
  '    case $line in',
  `      *', "offset": '*) echo "\${line%%, \\"offset\\": *}, with an offset" ;;`,
  `      *' (L2 offset: '*) echo "\${line%% (L2 offset: *}" ;;`,
  '      0*) echo "$line" | { read -r start length _ file; echo "$start $length $file"; } ;;',
  `      *) printf '%s\\n' "$line" ;;`,
  '    esac',
  '  done',
  '}',
];
