import { quoted } from '../../../generators/script/shell.ts';

/** The command that starts map-parity here, as a word of the shell: `ci/map-parity` passes on its own path. */
export const commandName: string = quoted(process.env.MAP_PARITY_COMMAND ?? 'map-parity');
