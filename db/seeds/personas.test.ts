import { describe, expect, test } from "vitest";
import { PERSONAS } from "./personas.ts";

const played = PERSONAS.filter(({ body }) => body.agent === "model");

test("there are a dozen and more, each with a slug and a codename of its own", () => {
  expect(played.length).toBeGreaterThanOrEqual(12);
  expect(new Set(PERSONAS.map(({ slug }) => slug)).size).toBe(PERSONAS.length);
  expect(new Set(PERSONAS.map(({ codename }) => codename)).size).toBe(PERSONAS.length);
});

test("as a population they type as fast as people do, with little spread", () => {
  const factors = played.map(({ body }) => body.typing.speedFactor);
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  expect(mean).toBeCloseTo(1, 2);
  expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.85);
  expect(Math.max(...factors)).toBeLessThanOrEqual(1.15);
});

test("ages and time zones are spread widely", () => {
  const ages = played.flatMap(({ body }) => (body.particulars.age ?? []).map(Number));
  expect(Math.min(...ages)).toBeLessThan(20);
  expect(Math.max(...ages)).toBeGreaterThan(70);
  expect(new Set(played.flatMap(({ body }) => body.particulars.zone ?? [])).size).toBe(
    played.length,
  );
});

test("eliza plays only where it is named", () => {
  const [eliza] = PERSONAS.filter(({ body }) => body.agent === "eliza");
  expect(eliza).toMatchObject({ slug: "eliza", weight: 0 });
});

describe.each(played.map((persona) => [persona.slug, persona] as const))("%s", (_, { body }) => {
  test("every placeholder of its prompt is drawn", () => {
    const keys = [...body.prompt.matchAll(/\{(\w+)\}/g)].map(([, key = ""]) => key);
    expect(keys.length).toBeGreaterThan(25);
    for (const key of keys) expect(body.particulars).toHaveProperty(key);
  });

  test("two matches hardly draw the same one", () => {
    const lives = Object.values(body.particulars).reduce((ways, { length }) => ways * length, 1);
    expect(lives).toBeGreaterThan(1e6);
  });

  test("its clock is in a zone that exists", () => {
    for (const zone of body.particulars.zone ?? [])
      expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
  });

  test("it has much to recall and many lines of its own", () => {
    expect(body.knowledge.length).toBeGreaterThanOrEqual(8);
    for (const { topics, text } of body.knowledge) {
      expect(topics.length).toBeGreaterThanOrEqual(2);
      expect(text.length).toBeLessThanOrEqual(100);
    }
    expect(new Set(body.fallbackLines).size).toBeGreaterThanOrEqual(8);
    for (const line of body.fallbackLines) expect(line.length).toBeLessThanOrEqual(60);
  });
});
