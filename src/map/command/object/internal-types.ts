import type { Properties } from './made-type.ts';
import { eventLoopProperties } from './types/main-loop.ts';
import { commonSecretProperties } from './types/secret.ts';
import { commonTlsProperties } from './types/tls/common.ts';

/** Types that nothing can be made of, because others are made of them. */
export const abstractTypes: readonly string[] = ['pr-manager', 'user-creatable'];

/**
 * The properties, with the names of their types, of the types that only qemu's own code makes objects of (`internalTypes` of a
 * profile). Those that aren't here have none.
 */
export const internalProperties: Readonly<Record<string, Properties>> = {
  'event-loop-base': eventLoopProperties,
  secret_common: commonSecretProperties,
  'tls-creds': commonTlsProperties,
};
