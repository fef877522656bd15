import { Refusal } from '../../../../basics/error.ts';
import { optional, text } from '../../../../options/schema/schema.ts';
import type { MadeType } from '../../made-type.ts';
import { textOf } from '../../text-of.ts';
import { loaded } from '../secret.ts';
import { commonTlsProperties, commonTlsSchema, credentialsOf, requireDir } from './common.ts';
import { findCredentials, openCredentials, textOfFile } from './credential-files.ts';
import { readParameters } from './dh-parameters.ts';
import { checkKey } from './psk.ts';

/** Credentials of TLS without any certificate. */
export const tlsCredsAnon: MadeType = {
  schema: { ...commonTlsSchema, ...loaded },
  properties: { ...commonTlsProperties, loaded: 'bool' },
  complete(values, surroundings) {
    const made = credentialsOf(values);
    const dir = textOf(values, 'dir');
    if (made.endpoint === 'server' && dir !== undefined) {
      readParameters(findCredentials(`${dir}/dh-params.pem`, surroundings), surroundings);
    }
    return made;
  },
};

/** Credentials of TLS by keys that both sides know. */
export const tlsCredsPsk: MadeType = {
  schema: { ...commonTlsSchema, ...loaded, username: optional(text) },
  properties: { ...commonTlsProperties, loaded: 'bool', username: 'string' },
  complete(values, surroundings) {
    const made = credentialsOf(values);
    const isServer = made.endpoint === 'server';
    const user = textOf(values, 'username');
    if (surroundings.profile.pskDirFirst) requireDir(values);
    if (isServer && user !== undefined) {
      throw new Refusal('username should not be set when endpoint=server');
    }
    const dir = requireDir(values);
    const parameters = isServer ? findCredentials(`${dir}/dh-params.pem`, surroundings) : undefined;
    const keys = openCredentials(`${dir}/keys.psk`, surroundings);
    if (parameters !== undefined) {
      readParameters(parameters, surroundings);
      return made;
    }
    const content = textOfFile(keys, `Cannot read PSK file ${keys.name}: `);
    checkKey(content, { user: user ?? 'qemu', file: keys.name, ...surroundings });
    return made;
  },
};

/** Which ciphers of TLS may be used; gone since 8.2. */
export const tlsCipherSuites: MadeType = {
  schema: commonTlsSchema,
  properties: commonTlsProperties,
  complete(values) {
    if (!values.has('priority')) throw new Refusal("'priority' property is not set");
    return credentialsOf(values);
  },
};
