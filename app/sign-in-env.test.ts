import { expect, test } from "vitest";
import { parseEnv } from "./env.server.ts";

const enough = {
  DATABASE_URL: "postgres://127.0.0.1/amianai",
  REDIS_URL: "redis://127.0.0.1",
  SESSION_SECRET: "0123456789abcdef0123456789abcdef",
};
const client = { OIDC_CLIENT_ID: "amianai" };
const production = {
  ...enough,
  ...client,
  AMIANAI_ENV: "production",
  PUBLIC_URL: "https://play.example",
};

test("without an issuer nobody signs in", () => {
  expect(parseEnv(enough).signIn).toBeNull();
});

test("an issuer and this site's name there are enough", () => {
  const env = parseEnv({ ...enough, ...client, OIDC_ISSUER: "http://127.0.0.1:9000" });
  expect(env.signIn).toEqual({
    issuer: "http://127.0.0.1:9000",
    clientId: "amianai",
    clientSecret: undefined,
    rolesClaims: ["cognito:groups", "groups"],
    cognitoPool: null,
  });
});

test("a user pool of Cognito names its issuer, and an issuer its user pool", () => {
  const pool = "eu-central-1_AbCdEfGhI";
  const issuer = `https://cognito-idp.eu-central-1.amazonaws.com/${pool}`;
  const byPool = parseEnv({ ...enough, ...client, COGNITO_USER_POOL_ID: pool });
  const byIssuer = parseEnv({ ...enough, ...client, OIDC_ISSUER: issuer });
  expect(byPool.signIn).toMatchObject({ issuer, cognitoPool: pool });
  expect(byIssuer.signIn).toEqual(byPool.signIn);
});

test("the claim that names groups may have a name of its own", () => {
  const own = { OIDC_ISSUER: "https://issuer.example", OIDC_ROLES_CLAIM: "roles" };
  expect(parseEnv({ ...enough, ...client, ...own }).signIn?.rolesClaims).toEqual(["roles"]);
});

test("production takes an issuer elsewhere, under https", () => {
  expect(parseEnv({ ...production, OIDC_ISSUER: "https://issuer.example" }).signIn).not.toBeNull();
});

test.each([
  ["OIDC_ISSUER", { ...production, OIDC_ISSUER: "http://issuer.example" }],
  ["OIDC_ISSUER", { ...production, OIDC_ISSUER: "https://127.0.0.1:9000" }],
  ["OIDC_ISSUER", { ...production, OIDC_ISSUER: "https://localhost" }],
  ["OIDC_ISSUER", { ...production, OIDC_ISSUER: "https://[::1]:9000" }],
  ["PUBLIC_URL", { ...production, PUBLIC_URL: "", OIDC_ISSUER: "https://issuer.example" }],
  ["OIDC_CLIENT_ID", { ...enough, OIDC_ISSUER: "https://issuer.example" }],
  ["OIDC_ISSUER", { ...enough, ...client }],
  ["OIDC_ISSUER", { ...enough, ...client, OIDC_ISSUER: "issuer.example" }],
  ["OIDC_ISSUER", { ...enough, ...client, OIDC_ISSUER: "ftp://issuer.example" }],
  ["COGNITO_USER_POOL_ID", { ...enough, ...client, COGNITO_USER_POOL_ID: "pool" }],
  [
    "COGNITO_USER_POOL_ID",
    {
      ...enough,
      ...client,
      COGNITO_USER_POOL_ID: "eu-central-1_A",
      OIDC_ISSUER: "https://issuer.example",
    },
  ],
])("%s stops the start where it does not do", (name, variables) => {
  expect(() => parseEnv(variables)).toThrow(`${name} cannot be used`);
});
