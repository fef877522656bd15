/** node:crypto, loaded by the first call: loading it takes a third of the CPU that a map adds to an empty Node script. */
export const crypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto');
