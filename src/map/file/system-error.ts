/** The errors that are made here, with their numbers on Linux. */
const numbers = { ENOENT: 2, EIO: 5, ENAMETOOLONG: 36, ELOOP: 40 } as const;

/** An error as `fs` throws it, for a rule of the kernel or of a driver that is applied here. */
export function systemError(code: keyof typeof numbers): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code, errno: -numbers[code] });
}

/** The error of the system with a number, as `fs` throws it. */
export function errnoError(errno: number): NodeJS.ErrnoException {
  const code = process.getBuiltinModule('node:util').getSystemErrorName(-errno);
  return Object.assign(new Error(code), { code, errno: -errno });
}
