import { namesByNumber } from './error-texts.ts';

/** The errors that are made here by name, with their numbers on Linux. */
const numbers = { ENOENT: 2, EIO: 5, EINVAL: 22, ENAMETOOLONG: 36, ELOOP: 40 } as const;

/** An error of the system, as Node throws it. */
export interface SystemError extends Error {
  readonly code: string;
  /** Negative. */
  readonly errno: number;
}

/** An error for a rule of the kernel or of a driver that is applied here. */
export function systemError(code: keyof typeof numbers): SystemError {
  return errnoError(numbers[code]);
}

/** The error of the system with a number of Linux. */
export function errnoError(errno: number): SystemError {
  const code = namesByNumber[errno] ?? `error ${errno}`;
  return Object.assign(new Error(code), { code, errno: -errno });
}
