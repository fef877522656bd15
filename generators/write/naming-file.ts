/** Does some work on an open file, and puts the path into an error of the system, which names no file that is open already. */
export function namingFile<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'errno' in error && !('path' in error)) Object.assign(error, { path });
    throw error;
  }
}
