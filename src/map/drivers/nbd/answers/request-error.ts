import { errorText } from '../../../file/strerror.ts';

/** The errors that the protocol has, by their numbers; any other one is EINVAL. */
const codes: Readonly<Record<number, string>> = {
  1: 'EPERM',
  5: 'EIO',
  12: 'ENOMEM',
  22: 'EINVAL',
  28: 'ENOSPC',
  75: 'EOVERFLOW',
  95: 'ENOTSUP',
  108: 'ESHUTDOWN',
};

export const EPERM = 1;
export const EIO = 5;
export const EINVAL = 22;

/** A request that failed, as an error of the system. */
export class RequestError extends Error {
  override readonly name: string = 'RequestError';
  readonly code: string;
  /** The number of the error, negative. */
  readonly errno: number;
  /** The connection can be used no more. */
  readonly endsConnection: boolean;

  private constructor(number: number, endsConnection: boolean) {
    super(errorText(number));
    this.code = codes[number]!;
    this.errno = -number;
    this.endsConnection = endsConnection;
  }

  /** The server has answered with an error. */
  static ofServer(number: number): RequestError {
    return new RequestError(Object.hasOwn(codes, number) ? number : EINVAL, false);
  }

  /** The answer is wrong, so that nothing after it can be understood. */
  static ofAnswer(number: typeof EPERM | typeof EIO | typeof EINVAL): RequestError {
    return new RequestError(number, true);
  }
}
