import { namesByNumber, textsByName, textsByNumber } from './error-texts.ts';

/** The text of glibc for an error of the system; undefined for any other error. */
export function strerror(error: unknown): string | undefined {
  const { code, errno } = error as { readonly code?: unknown; readonly errno?: unknown };
  if (!(error instanceof Error) || typeof errno !== 'number') return undefined;
  return textOf(String(code), -errno);
}

/** The text of glibc for the number that an error has on Linux. */
export function errorText(errno: number): string {
  return textOf(namesByNumber[errno] ?? '', errno);
}

function textOf(name: string, errno: number): string {
  return textsByName[name] ?? textsByNumber[errno] ?? `Unknown error ${errno | 0}`;
}
