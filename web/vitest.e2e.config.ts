import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A browser among other tests on a few cores may be slower than any patience. What fails twice is broken; a second try is said in the report.
    retry: 1,
  },
});
