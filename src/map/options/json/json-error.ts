/** A mistake in a JSON text. The message is qemu's. */
export class JsonError extends Error {}
