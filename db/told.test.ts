import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { told } from "./told.ts";

test("a failed query is told without its parameters, with what Postgres said", () => {
  const cause = new Error("the row is gone");
  const error = new DrizzleQueryError("insert into messages values ($1)", ["my words"], cause);
  expect(error.message).toContain("my words");
  expect(told(error)).toBe("Failed query: insert into messages values ($1) (the row is gone)");
});

test("of several errors each is told, of what is none its type", () => {
  expect(told(new AggregateError([new Error("a"), new Error("b")]))).toBe("a; b");
  expect(told("my words")).toBe("string");
});
