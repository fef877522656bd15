import { quoted } from '../../../generators/script/shell.ts';

/** How people start map-parity here, as a word of the shell: `ci/map-parity` says how it was called itself. */
export const commandName: string = quoted(process.env.MAP_PARITY_COMMAND ?? 'map-parity');
