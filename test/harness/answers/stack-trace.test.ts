import { expect, test } from 'vitest';
import { withoutStackTrace } from '../../../src/harness/answers/stack-trace.ts';

test.each([
  [
    'Python',
    'Traceback (most recent call last):\n  File "/a/qmap.py", line 12, in <module>\n    main()\n    ^^^^^^\nstruct.error: unpack requires 8 bytes\n',
    'struct.error: unpack requires 8 bytes',
  ],
  [
    'Node',
    "/a/qmap.js:3\n  throw new TypeError('no size');\n  ^\n\nTypeError: no size\n    at map (/a/qmap.js:3:9)\n    at main (/a/qmap.js:9:1)\n\nNode.js v24.1.0\n",
    'TypeError: no size',
  ],
  [
    'Java',
    'Exception in thread "main" java.io.EOFException: short\n\tat Map.read(Map.java:12)\n',
    'Exception in thread "main" java.io.EOFException: short',
  ],
  [
    'Go',
    'panic: runtime error: index out of range [1] with length 1\n\ngoroutine 1 [running]:\nmain.main()\n\t/a/main.go:5 +0x1d\nexit status 2\n',
    'panic: runtime error: index out of range [1] with length 1',
  ],
  [
    'Rust',
    "thread 'main' panicked at src/main.rs:2:5:\nno size\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
    "thread 'main' panicked at src/main.rs:2:5:\nno size",
  ],
])('of a stack trace of %s the message stays', (_, printed, message) => {
  expect(withoutStackTrace(printed)).toBe(message);
});

test('a message without a trace stays as it is', () => {
  const refusal = "qemu-img: Could not open 'a': Is at fault\nqemu-img: no\n";
  expect(withoutStackTrace(refusal)).toBe(refusal);
});
