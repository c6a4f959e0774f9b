import { createSign, createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import { afterAll } from "vitest";
import { freePort } from "../infra/local/process/ports.ts";

const SITE = "amianai";

interface Key {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export interface TokenOptions {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  /** Signs; the server's own key where left out. */
  key?: Key;
}

export function drawKey(kid: string): Key {
  return { kid, ...generateKeyPairSync("rsa", { modulusLength: 2048 }) };
}

const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString("base64url");

/** An issuer that only publishes keys, and counts who asks for them. */
export async function startKeyServer() {
  const url = `http://127.0.0.1:${await freePort()}`;
  const keys = [drawKey("first")];
  const asked: string[] = [];
  const documents: Record<string, () => unknown> = {
    "/.well-known/openid-configuration": () => ({
      issuer: url,
      jwks_uri: `${url}/keys`,
      authorization_endpoint: `${url}/auth`,
      token_endpoint: `${url}/token`,
      response_types_supported: ["code"],
    }),
    "/keys": () => ({
      keys: keys.map(({ kid, publicKey }) => ({
        ...publicKey.export({ format: "jwk" }),
        kid,
        use: "sig",
        alg: "RS256",
      })),
    }),
  };
  const server = createServer(({ url: path = "" }, response) => {
    asked.push(path);
    const document = documents[path]?.();
    response.writeHead(document ? 200 : 404, { "Content-Type": "application/json" });
    response.end(JSON.stringify(document ?? {}));
  });
  const listen = () =>
    new Promise<void>((resolve) =>
      server.listen(Number(new URL(url).port), "127.0.0.1", () => resolve()),
    );
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen();
  afterAll(close);

  function signed({ claims, header, key = keys[0] }: TokenOptions = {}): string {
    if (!key) throw new Error("no key to sign with");
    const now = Math.floor(Date.now() / 1000);
    const own = { iss: url, aud: SITE, sub: "bearer", iat: now, exp: now + 600 };
    const text = `${part({ alg: "RS256", kid: key.kid, typ: "JWT", ...header })}.${part({ ...own, ...claims })}`;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(key.privateKey, "base64url")}`;
  }

  /** As somebody signs who has read the public key, and hopes that it is taken for a secret. */
  function signedByPublicKey(): string {
    const [key] = keys;
    const pem = key?.publicKey.export({ format: "pem", type: "spki" }) ?? "";
    const [, payload = ""] = signed().split(".");
    const text = `${part({ alg: "HS256", kid: key?.kid, typ: "JWT" })}.${payload}`;
    return `${text}.${createHmac("sha256", pem).update(text).digest("base64url")}`;
  }

  function unsigned(): string {
    const [, payload = ""] = signed().split(".");
    return `${part({ alg: "none", kid: keys[0]?.kid, typ: "JWT" })}.${payload}.`;
  }

  return { url, site: SITE, keys, asked, signed, signedByPublicKey, unsigned, listen, close };
}
