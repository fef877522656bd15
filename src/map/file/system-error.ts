/** The errors that are made here, with their numbers on Linux. */
const numbers = { ENOENT: 2, ENAMETOOLONG: 36, ELOOP: 40 } as const;

/** An error as `fs` throws it, for a rule of the kernel that is applied here. */
export function systemError(code: keyof typeof numbers): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code, errno: -numbers[code] });
}
