import { defineConfig } from "vitest/config";

const setupFiles = ["infra/local/checks/vitest-setup.ts"];

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
          // Loading is most of the time; no test changes what a module keeps.
          isolate: false,
        },
      },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          setupFiles: [...setupFiles, "tests/vitest-stores.ts"],
          globalSetup: ["infra/local/checks/vitest-needs-stores.ts"],
          // Each file brings processes of its own, and the machine may have two cores only.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
