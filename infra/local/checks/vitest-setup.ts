import { afterEach, beforeEach, expect } from "vitest";

/**
 * An error that is printed is an error that somebody should look at: it fails the test. A test
 * that expects one puts its own spy on `console.error`.
 */
const printed: string[] = [];
const original = console.error;

beforeEach(() => {
  printed.length = 0;
  console.error = (...args: unknown[]) => {
    printed.push(args.map(String).join(" "));
    original(...args);
  };
});

afterEach(() => {
  console.error = original;
  expect(printed, "console.error was called").toEqual([]);
});
