import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const keysSchema = z.object({
  clientSecret: z.string(),
  cookieSecret: z.string(),
  /** The private key that signs tokens, as a JWK. */
  jwk: z.record(z.string(), z.string()),
});

export type IssuerKeys = z.infer<typeof keysSchema>;

/** What the local issuer signs with: drawn once and kept, readable to this user only. */
export function keptIssuerKeys(file: string): IssuerKeys {
  const kept = read(file);
  if (kept) return kept;
  const keys = drawKeys();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}

function read(file: string): IssuerKeys | null {
  try {
    return keysSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

function drawKeys(): IssuerKeys {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = randomBytes(8).toString("hex");
  const jwk = { ...privateKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" };
  const draw = () => randomBytes(24).toString("hex");
  return keysSchema.parse({ clientSecret: draw(), cookieSecret: draw(), jwk });
}
