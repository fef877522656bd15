import { configDefaults, defineConfig, type ViteUserConfig } from 'vitest/config';
import { ClosingLine } from './ci/closing-line.ts';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: [...configDefaults.reporters, new ClosingLine()],
  },
});

export default config;
