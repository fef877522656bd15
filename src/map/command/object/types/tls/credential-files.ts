import type { ByteString } from '../../../../basics/byte-string.ts';
import { latin1Of } from '../../../../basics/bytes.ts';
import { Refusal } from '../../../../basics/error.ts';
import { WholeFileError } from '../../../../file/whole-file-error.ts';
import type { Surroundings } from '../../made-type.ts';

/** A file of credentials that is there, and may be read. */
export interface CredentialFile {
  readonly name: ByteString;
  /** qemu looks whether a file is there, and opens it later: one that can't be read is this error then. */
  readonly content: ByteString | WholeFileError;
}

/**
 * A file of credentials.
 *
 * @throws Refusal if it isn't there, or may not be read
 */
export function openCredentials(name: ByteString, surroundings: Surroundings): CredentialFile {
  const { host } = surroundings;
  try {
    return { name, content: latin1Of(host.readWholeFile(name, 'the credentials of TLS')) };
  } catch (error) {
    if (!(error instanceof WholeFileError)) throw error;
    if (error.step !== 'find') return { name, content: error };
    throw new Refusal(`Unable to access credentials ${name}: ${error.reason}`);
  }
}

/** A file of credentials that may be missing. */
export function findCredentials(name: ByteString, surroundings: Surroundings): CredentialFile | undefined {
  try {
    return openCredentials(name, surroundings);
  } catch (error) {
    if (error instanceof Refusal && error.text.endsWith(': No such file or directory')) return undefined;
    throw error;
  }
}

/**
 * The text of a file, as qemu reads it: up to its first NUL.
 *
 * @param refusal what qemu says of a file that it can't read, before the words of GLib
 * @throws Refusal
 */
export function textOfFile({ content }: CredentialFile, refusal: ByteString): ByteString {
  if (content instanceof WholeFileError) throw new Refusal(`${refusal}${content.failure}`);
  return content.split('\0', 1)[0]!;
}
