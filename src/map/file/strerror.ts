import { textsByName, textsByNumber } from './error-texts.ts';

/** The text of glibc for an error of the system; undefined for any other error. */
export function strerror(error: unknown): string | undefined {
  const { code, errno } = error as { readonly code?: unknown; readonly errno?: unknown };
  if (!(error instanceof Error) || typeof errno !== 'number') return undefined;
  return textsByName[String(code)] ?? textsByNumber[-errno] ?? `Unknown error ${-errno}`;
}
