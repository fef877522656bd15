/**
 * The assertion that a program names on stderr before it aborts, without its place in the source: `*pnum && …`. Undefined if
 * it names none. glibc prints "FILE:LINE: FUNCTION: Assertion `EXPRESSION' failed.", glib "assertion failed: (EXPRESSION)".
 */
export function assertionIn(stderr: Buffer): string | undefined {
  const text = stderr.toString('latin1');
  const [, glibc, glib] = /Assertion `(.*)' failed\.|assertion failed: \((.*)\)/.exec(text) ?? [];
  return glibc ?? glib;
}
