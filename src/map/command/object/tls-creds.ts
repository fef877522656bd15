import type { ByteString } from '../../basics/byte-string.ts';
import { latin1Of } from '../../basics/bytes.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import { WholeFileError } from '../../file/whole-file-error.ts';
import type { NamedObject } from '../../node/named-objects.ts';
import type { Values } from '../../options/schema/read.ts';
import { choice, onOff, optional, text } from '../../options/schema/schema.ts';
import type { SchemaProperties } from './foreign-types.ts';
import type { MadeType, Properties, Surroundings } from './made-type.ts';
import { checkKey } from './psk.ts';
import { loaded } from './secret.ts';
import { textOf } from './text-of.ts';

const common: SchemaProperties = {
  'verify-peer': optional(onOff),
  dir: optional(text),
  endpoint: optional(choice('client', 'server')),
  priority: optional(text),
};
export const commonTlsProperties: Properties = {
  dir: 'string',
  endpoint: 'QCryptoTLSCredsEndpoint',
  priority: 'string',
  'verify-peer': 'bool',
};

/** A file of parameters for Diffie and Hellman. */
interface Parameters {
  readonly file: ByteString;
  /** Absent: there is no such file. */
  readonly content: Uint8Array | WholeFileError | undefined;
}

/** Credentials of TLS without any certificate. */
export const tlsCredsAnon: MadeType = {
  schema: { ...common, ...loaded },
  properties: { ...commonTlsProperties, loaded: 'bool' },
  complete(values, surroundings) {
    const made = credentialsOf(values);
    const dir = textOf(values, 'dir');
    if (made.endpoint === 'server' && dir !== undefined) {
      readParameters(findParameters(dir, surroundings), surroundings);
    }
    return made;
  },
};

/** Credentials of TLS by keys that both sides know. */
export const tlsCredsPsk: MadeType = {
  schema: { ...common, ...loaded, username: optional(text) },
  properties: { ...commonTlsProperties, loaded: 'bool', username: 'string' },
  complete(values, surroundings) {
    const made = credentialsOf(values);
    const [dir, user] = [textOf(values, 'dir'), textOf(values, 'username')];
    const checks = [() => requireDir(dir), () => refuseUser(made, user)];
    if (!surroundings.profile.pskDirFirst) checks.reverse();
    for (const check of checks) check();
    const parameters = made.endpoint === 'server' ? findParameters(dir!, surroundings) : undefined;
    const keys = `${dir}/keys.psk`;
    const content = readCredentials(keys, surroundings);
    if (parameters !== undefined) {
      readParameters(parameters, surroundings);
      return made;
    }
    if (content instanceof WholeFileError)
      throw new Refusal(`Cannot read PSK file ${keys}: ${content.failure}`);
    checkKey(latin1Of(content), { user: user ?? 'qemu', file: keys, ...surroundings });
    return made;
  },
};

/** Credentials of TLS by certificates of X.509, which aren't read here. */
export const tlsCredsX509: MadeType = {
  schema: { ...common, ...loaded, 'sanity-check': optional(onOff), passwordid: optional(text) },
  properties: {
    ...commonTlsProperties,
    loaded: 'bool',
    passwordid: 'string',
    'sanity-check': 'bool',
  },
  complete(values, surroundings) {
    const dir = requireDir(textOf(values, 'dir'));
    readCredentials(`${dir}/ca-cert.pem`, surroundings);
    throw new Unsupported('the object tls-creds-x509 with certificates');
  },
};

/** Which ciphers of TLS may be used; gone since 8.2. */
export const tlsCipherSuites: MadeType = {
  schema: common,
  properties: commonTlsProperties,
  complete(values) {
    if (!values.has('priority')) throw new Refusal("'priority' property is not set");
    return credentialsOf(values);
  },
};

function credentialsOf(values: Values): NamedObject & { readonly kind: 'tls-creds' } {
  return { kind: 'tls-creds', endpoint: textOf(values, 'endpoint') === 'server' ? 'server' : 'client' };
}

function requireDir(dir: ByteString | undefined): ByteString {
  if (dir === undefined) throw new Refusal("Missing 'dir' property value");
  return dir;
}

function refuseUser({ endpoint }: { readonly endpoint: string }, user: ByteString | undefined): void {
  if (endpoint !== 'server' || user === undefined) return;
  throw new Refusal('username should not be set when endpoint=server');
}

/**
 * The content of a file of credentials. A folder counts as a file until it is read.
 *
 * @throws Refusal if it can't be opened
 */
function readCredentials(file: ByteString, { host }: Surroundings): Uint8Array | WholeFileError {
  try {
    return host.readWholeFile(file, 'the credentials of TLS');
  } catch (error) {
    if (!(error instanceof WholeFileError)) throw error;
    if (error.reason === 'Is a directory') return error;
    throw new Refusal(`Unable to access credentials ${file}: ${error.reason}`);
  }
}

/** Looks for the parameters of a server for Diffie and Hellman, which may be missing. */
function findParameters(dir: ByteString, surroundings: Surroundings): Parameters {
  const file = `${dir}/dh-params.pem`;
  return { file, content: readIfThere(file, surroundings) };
}

/** Reads parameters that were found. */
function readParameters({ file, content }: Parameters, { notice, profile }: Surroundings): void {
  if (content === undefined) return;
  if (content instanceof WholeFileError) throw new Refusal(content.failure);
  if (profile.dhParametersDeprecated) {
    notice(
      `qemu-img: warning: Use of an external DH parameters file '${file}' is deprecated and will be removed in a future release\n`,
    );
  }
  if (latin1Of(content).includes('-----BEGIN ')) throw new Unsupported('a file of DH parameters');
  throw new Refusal(`Unable to load DH parameters from ${file}: Base64 unexpected header error.`);
}

function readIfThere(file: ByteString, surroundings: Surroundings): Uint8Array | WholeFileError | undefined {
  try {
    return readCredentials(file, surroundings);
  } catch (error) {
    if (error instanceof Refusal && error.text.endsWith(': No such file or directory')) return undefined;
    throw error;
  }
}
