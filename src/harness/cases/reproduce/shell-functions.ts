/** Shell function `text FILE`: prints a file, and ends its last line. */
export const textFunction = `text() { content=$(cat "$1"); [ -z "$content" ] || printf '%s\\n' "$content"; }`;

/**
 * Shell function `bare`: prints a map from stdin without host offsets and without offsets in messages about damage, because
 * they depend on where clusters are in the file. Everything else stays: whether there is an offset, and the borders of
 * extents. It needs no other program.
 */
export const bareFunction: readonly string[] = [
  '# bare: prints a map without its host offsets',
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
