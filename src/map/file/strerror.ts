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

/** The number that an error has on Linux, by its text; that of `Input/output error` for a text that isn't glibc's. */
export function errorNumber(text: string): number {
  const inputOutputError = 5;
  const known = Object.keys(namesByNumber).map(Number);
  return known.find(number => errorText(number) === text) ?? inputOutputError;
}

function textOf(name: string, errno: number): string {
  return textsByName[name] ?? textsByNumber[errno] ?? `Unknown error ${errno | 0}`;
}
