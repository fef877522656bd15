import { strerror } from '../../../file/strerror.ts';

/** The text of glibc for the number that a call of the C library has left in errno: each system numbers errors in its own way. */
export function errnoText(errno: number): string {
  const code = process.getBuiltinModule('node:util').getSystemErrorName(-errno);
  return strerror(Object.assign(new Error(code), { code, errno: -errno }))!;
}
