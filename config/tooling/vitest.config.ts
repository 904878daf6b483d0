import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'in-process',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/e2e/**'],
          // The modules of src/ are loaded once a worker and not once a file, which was more than a third of the time. What a
          // file stubs or spies on it puts back itself.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'processes', include: ['test/e2e/**/*.test.ts'], isolate: true },
      },
    ],
  },
});
