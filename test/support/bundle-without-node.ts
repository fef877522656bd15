import { rolldown } from 'rolldown';

/**
 * A module with all that it imports as one classic script, as for a browser: its exports are members of the global `name`.
 *
 * @throws Error if it imports a module of Node
 */
export async function bundleWithoutNode(input: string, name: string): Promise<string> {
  const bundle = await rolldown({
    input,
    platform: 'browser',
    onLog: (_, { message, code }) => {
      if (code === 'UNRESOLVED_IMPORT') throw new Error(message);
    },
  });
  try {
    const { output } = await bundle.generate({ format: 'iife', name });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}
