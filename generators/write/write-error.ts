/** Why a recipe can't be written as files. Programs can test it. */
export type WriteErrorCode =
  | 'password-unknown'
  | 'name-outside'
  | 'header-full'
  | 'header-length'
  | 'too-few-slots'
  | 'too-large'
  | 'field-unknown'
  | 'field-absent'
  | 'value-too-large'
  | 'compressed-too-long'
  | 'refcount-too-large';

/** A recipe that can't be written as files. The message names the layer if there is one. */
export class WriteError extends Error {
  override readonly name: string = 'WriteError';
  readonly code: WriteErrorCode;

  constructor(code: WriteErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
