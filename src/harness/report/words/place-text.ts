/** Where the first difference is, in bytes: on a terminal, on a page and in annotations. */
export function placeText(at: bigint | undefined): string {
  return at === undefined ? 'at no guest offset' : `at guest offset ${at}`;
}
