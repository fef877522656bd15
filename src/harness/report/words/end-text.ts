/** The end of a program for people, from `describeEnd`: `failed: no answer within 30 s` in place of `thrown no answer within 30 s`. */
export function endText(described: string): string {
  return described.replace(/^thrown /, 'failed: ');
}
