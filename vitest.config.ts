import { defineConfig } from "vitest/config";

const setupFiles = ["infra/local/checks/vitest-setup.ts"];

const onStores = {
  // As of the unit tests; what a file starts, its set-up ends.
  isolate: false,
  setupFiles: [...setupFiles, "tests/vitest-stores.ts"],
  globalSetup: ["infra/local/checks/vitest-needs-stores.ts"],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{game,db,app,worker,infra,tests/audit,tests/load,tests/study}/**/*.test.{ts,tsx}",
          ],
          setupFiles,
          // Nothing here waits for anything: a machine may be busy.
          testTimeout: 30_000,
          // Loading is most of the time; no test changes what a module keeps.
          isolate: false,
        },
      },
      {
        test: {
          ...onStores,
          name: "integration",
          include: ["tests/integration/*.test.ts"],
          // Each file brings processes of its own, and the machine may have two cores only.
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...onStores,
          name: "alone",
          include: ["tests/integration/alone/*.test.ts"],
          // What looks at times is not measured beside other tests.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
