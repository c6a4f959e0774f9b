import { z } from "zod";
import { KEY_SCOPES } from "../../db/schema/research.ts";
import { prose } from "./schemas.ts";

const MOST_DAYS = 365;
const instant = z.iso.datetime({ precision: 3 });
const scope = z.enum(KEY_SCOPES);

export const keyRequest = z.object({
  name: prose(200)
    .transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim())
    .pipe(z.string().min(1, "say what it is for").max(60, "at most 60 characters"))
    .describe("what it is for, in its owner's words"),
  scopes: z
    .union([z.array(scope), scope.transform((only) => [only])])
    .pipe(z.array(scope).min(1, "choose at least one").max(10))
    .transform((scopes) => KEY_SCOPES.filter((known) => scopes.includes(known)))
    .describe("what it may do; a form repeats the field"),
  days: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,9}$/, "a whole number")
        .transform(Number),
    ])
    .pipe(z.int().min(1).max(MOST_DAYS, `at most ${MOST_DAYS}`))
    .default(90)
    .describe("how long it is good"),
});

const key = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string().describe("the beginning of the secret, to know it by"),
  scopes: z.array(scope),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable().describe("to the minute; null for never"),
  revokedAt: instant.nullable(),
});

export const keysReply = z.object({ keys: z.array(key) });
export const keyReply = z.object({
  key,
  secret: z.string().describe("the key itself, told here and never again"),
});
export type ShownKey = z.infer<typeof key>;
