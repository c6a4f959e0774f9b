import { expect, test } from "vitest";
import { discreet } from "./log.ts";

test("an error is told without the values that its query was given", () => {
  const cause = Object.assign(new Error("duplicate key"), {
    code: "23505",
    constraint: "messages_seat_client_id",
    detail: "Key (body)=(my secret words) already exists.",
  });
  const error = new Error("Failed query: insert …\nparams: my secret words,1", { cause });
  const told = JSON.stringify(discreet(error));
  expect(told).not.toContain("secret words");
  expect(told).toContain("Failed query");
  expect(told).toContain("messages_seat_client_id");
});

test("what is thrown and is no error is told by its type", () => {
  expect(discreet("some words")).toEqual({ type: "string" });
});
