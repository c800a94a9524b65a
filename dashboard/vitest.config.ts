import { defineConfig } from 'vitest/config';

// A browser and a service take their time on a small machine; no timing makes a test fail.
export default defineConfig({
  test: { testTimeout: 300_000, hookTimeout: 900_000, fileParallelism: false, disableConsoleIntercept: true },
});
