/** An error as `fs` throws it, for a rule of the kernel that is applied here: `ELOOP`. */
export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}
