/** What is wrong with a JSON text, in qemu's words. */
export class JsonError extends Error {}
