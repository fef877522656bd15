import type { ByteString } from '../../basics/byte-string.ts';
import type { Notice } from '../../basics/notice.ts';
import type { Host } from '../../host/host.ts';
import type { NamedObject, NamedObjects } from '../../node/named-objects.ts';
import type { Value, Values } from '../../options/schema/read.ts';
import type { Profile } from '../../profile/profile.ts';
import type { SchemaProperties } from './foreign-types.ts';

/** What an object is made with. */
export interface Surroundings {
  /** Its own id. */
  readonly id: ByteString;
  /** The objects made before it. */
  readonly objects: NamedObjects;
  /** What has the files that its properties name. */
  readonly host: Host;
  readonly profile: Profile;
  readonly notice: Notice;
}

/** Properties with the names of their types, as help lists them. */
export type Properties = Readonly<Record<string, string>>;

/** A type of objects that some build makes. */
export interface MadeType {
  /** The properties that the schema has since 6.0; absent: the schema doesn't know the type. */
  readonly schema?: SchemaProperties;
  /** Its own properties, as help lists them and as 5.2 reads them. */
  readonly properties: Properties;
  /**
   * Checks a property when it is set. Properties are set in the order of qemu's dictionaries.
   *
   * @param before the properties that are set already
   * @throws Refusal
   */
  readonly check?: (key: string, value: Value, before: Values) => void;
  /**
   * Makes the object of the properties that are set.
   *
   * @throws Refusal
   * @throws Unsupported for what only qemu can do with them
   * @throws Confined for a file outside of the allowed folders
   */
  readonly complete: (values: Values, surroundings: Surroundings) => NamedObject;
}
