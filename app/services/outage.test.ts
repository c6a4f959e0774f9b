import { expect, test } from "vitest";
import { isOutage, orUnavailable, TookTooLong, within } from "./outage.ts";

const withCode = (code: string) => Object.assign(new Error("no"), { code });

test.each([
  withCode("ECONNREFUSED"),
  withCode("57P01"),
  withCode("08006"),
  new Error("Connection terminated unexpectedly"),
  new Error("timeout exceeded when trying to connect"),
  new Error("Failed query: select 1", { cause: withCode("ECONNRESET") }),
  new TookTooLong("no answer"),
])("%s is an outage", (error) => expect(isOutage(error)).toBe(true));

test.each([
  withCode("23505"),
  withCode("22021"),
  new Error("x is not a function"),
  "ECONNRESET",
  null,
])("%s is not", (error) => expect(isOutage(error)).toBe(false));

test("work that takes too long is given up", async () => {
  await expect(within(5, new Promise(() => undefined))).rejects.toThrow(TookTooLong);
  await expect(within(1000, Promise.resolve(1))).resolves.toBe(1);
});

test("a page whose data cannot be had is a 503; another error stays one", async () => {
  const reply: unknown = await orUnavailable(Promise.reject(withCode("ECONNREFUSED"))).catch(
    (thrown: unknown) => thrown,
  );
  expect(reply).toBeInstanceOf(Response);
  expect(reply).toMatchObject({ status: 503 });
  await expect(orUnavailable(Promise.reject(withCode("42P01")))).rejects.toThrow("no");
});
