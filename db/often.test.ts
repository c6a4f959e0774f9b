import { expect, test } from "vitest";
import { StatementNames } from "./often.ts";

test("a frequent text gets its name however many others come between", () => {
  const names = new StatementNames();
  let others = 0;
  const comeBetween = () => {
    for (let count = 0; count < 200; count++)
      expect(names.nameOf(`select ${(others++).toString().padStart(1000)}`)).toBeUndefined();
  };
  for (let time = 1; time < 16; time++) {
    expect(names.nameOf("select 1")).toBeUndefined();
    comeBetween();
  }
  expect(names.nameOf("select 1")).toBe("often-1");
  comeBetween();
  expect(names.nameOf("select 1")).toBe("often-1");
});

test("a text as long as only lists are is not counted at all", () => {
  const names = new StatementNames();
  const list = `select ${"$1, ".repeat(5000)}`;
  for (let time = 0; time < 20; time++) expect(names.nameOf(list)).toBeUndefined();
});
