import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,components,lib,cli,scripts}/**/*.test.ts'],
    environment: 'node',
    // By default one core is left to the reader of a terminal, who waits.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
