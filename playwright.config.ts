import { defineConfig } from "@playwright/test";

const { CHROMIUM_PATH, PLAYWRIGHT_JSON_OUTPUT_FILE, WEB_URL } = process.env;

const withoutCallsHome = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  globalSetup: "./infra/local/checks/playwright-needs-stack.ts",
  workers: 2,
  // No test measures time: a busy machine may take its own.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [
    ["line"],
    ["json", { outputFile: PLAYWRIGHT_JSON_OUTPUT_FILE ?? "test-results/report.json" }],
  ],
  use: {
    ...(WEB_URL ? { baseURL: WEB_URL } : {}),
    browserName: "chromium",
    launchOptions: {
      ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
      args: [...withoutCallsHome, ...asRoot],
    },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
