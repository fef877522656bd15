import { passwordOf } from '../../../../node/named-objects.ts';
import { onOff, optional, text } from '../../../../options/schema/schema.ts';
import type { MadeType } from '../../made-type.ts';
import { textOf } from '../../text-of.ts';
import { loaded } from '../secret.ts';
import { commonTlsProperties, commonTlsSchema, credentialsOf, requireDir } from './common.ts';
import { unusual } from './der.ts';
import { loadIdentities } from './load-identities.ts';
import { loadIdentity } from './load-identity.ts';
import type { Loading } from './loading.ts';

/** Credentials of TLS by certificates of X.509. */
export const tlsCredsX509: MadeType = {
  schema: {
    ...commonTlsSchema,
    ...loaded,
    'sanity-check': optional(onOff),
    passwordid: optional(text),
  },
  properties: {
    ...commonTlsProperties,
    loaded: 'bool',
    passwordid: 'string',
    'sanity-check': 'bool',
  },
  complete(values, surroundings) {
    const made = credentialsOf(values);
    const passwordId = textOf(values, 'passwordid');
    const loading: Loading = {
      dir: requireDir(values),
      side: made.endpoint,
      isChecked: values.get('sanity-check') !== false,
      password: () => (passwordId === undefined ? undefined : passwordOf(passwordId, surroundings.objects)),
      x509() {
        const { x509 } = surroundings.host.cryptography;
        if (x509 === undefined) throw unusual('certificates');
        return x509;
      },
      surroundings,
    };
    if (surroundings.profile.tlsIdentities === 'one') loadIdentity(loading);
    else loadIdentities(loading);
    return made;
  },
};
