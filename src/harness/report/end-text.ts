/** The end of a program for people, from `describeEnd`: `failed: no answer within 30 s` in place of `thrown no answer within 30000 ms`. */
export function endText(described: string): string {
  return described.replace(/^thrown /, 'failed: ').replaceAll(/\b(\d+)000 ms\b/g, '$1 s');
}
