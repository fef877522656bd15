import type { ByteString } from '../../../basics/byte-string.ts';

/** The parts of a URL that matter for NBD, decoded. */
export interface Url {
  readonly scheme: string;
  /** Empty: there is none. */
  readonly host: ByteString;
  /** 0: there is none. */
  readonly port: number;
  readonly path: ByteString;
  /** The parameters of the query. Absent: there is no query. */
  readonly parameters?: readonly UrlParameter[];
}

/** A parameter of a query: `NAME=VALUE`, or a name alone. */
export interface UrlParameter {
  readonly name: ByteString;
  readonly value?: ByteString;
}

/** The highest port. */
export const lastPort = 65_535;
