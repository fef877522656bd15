import type { MadeType } from './made-type.ts';
import { authzList, authzListFile, authzSimple } from './types/authz.ts';
import { mainLoop } from './types/main-loop.ts';
import { prManagerHelper } from './types/pr-manager-helper.ts';
import { secret, secretKeyring } from './types/secret.ts';
import { threadContext } from './types/thread-context.ts';
import { throttleGroup } from './types/throttle-group.ts';
import { tlsCipherSuites, tlsCredsAnon, tlsCredsPsk } from './types/tls/tls-creds.ts';
import { tlsCredsX509 } from './types/tls/tls-creds-x509.ts';

/** The types of objects that are made, by their names. `objectTypes` of a profile says which of them a version makes. */
export const madeTypes: Readonly<Record<string, MadeType>> = {
  'authz-list': authzList,
  'authz-list-file': authzListFile,
  'authz-simple': authzSimple,
  'main-loop': mainLoop,
  'pr-manager-helper': prManagerHelper,
  secret,
  secret_keyring: secretKeyring,
  'thread-context': threadContext,
  'throttle-group': throttleGroup,
  'tls-cipher-suites': tlsCipherSuites,
  'tls-creds-anon': tlsCredsAnon,
  'tls-creds-psk': tlsCredsPsk,
  'tls-creds-x509': tlsCredsX509,
};
