/**
 * A message without a stack trace: of Python the last line, of Node, Java and .NET the line above the first `at …`, of Go and
 * Rust what stands above the stack. A trace has the paths and the lines of the program that failed, which change from checkout
 * to checkout and say nothing about the fault. Other messages stay as they are.
 */
export function withoutStackTrace(message: string): string {
  const lines = message.trimEnd().split('\n');
  if (lines.some(line => line.startsWith('Traceback (most recent call last):'))) return lines.at(-1)!;
  const below = lines.findIndex(line => /^\s+at \S/.test(line));
  if (below > 0) return lines[below - 1]!;
  const stack = lines.findIndex(line =>
    /^(?:goroutine \d+ \[|stack backtrace:$|note: run with `RUST_BACKTRACE)/.test(line),
  );
  return stack > 0 ? lines.slice(0, stack).join('\n').trimEnd() : message;
}
