import { z } from "zod";

/** Who signs people in, as the environment says it. */
export const signInVariables = {
  /** An OpenID Connect issuer, by the address that its tokens carry. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "must be an address" }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** The claim whose groups are roles, where it has another name than usual. */
  OIDC_ROLES_CLAIM: z.string().optional(),
  /** In the place of an issuer: `eu-central-1_AbCdEfGhI`. */
  COGNITO_USER_POOL_ID: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d_\w+$/, "is not a user pool, such as eu-central-1_AbCdEfGhI")
    .optional(),
};

type Variable = keyof typeof signInVariables;
type Variables = Partial<Record<Variable, string>> & { AMIANAI_ENV: string; PUBLIC_URL?: string };

export interface SignInSettings {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  /** The first of these claims that a token has names its groups. */
  rolesClaims: readonly string[];
  /** Amazon Cognito, which has a sign-out of its own kind. */
  cognitoPool: string | null;
}

interface Complaint {
  variable: keyof Variables;
  message: string;
}

/** What is wrong with the settings; null where sign-in can be offered, or is not asked for. */
export function complaintAbout(variables: Variables): Complaint | null {
  const { OIDC_ISSUER, COGNITO_USER_POOL_ID, OIDC_CLIENT_ID, PUBLIC_URL } = variables;
  const issuer = issuerOf(variables);
  if (OIDC_ISSUER && COGNITO_USER_POOL_ID)
    return complaint("COGNITO_USER_POOL_ID", "stands in the place of OIDC_ISSUER: set one of them");
  if (issuer && !OIDC_CLIENT_ID)
    return complaint("OIDC_CLIENT_ID", "is needed: the issuer knows this site by it");
  if (!issuer && OIDC_CLIENT_ID)
    return complaint("OIDC_ISSUER", "is needed with OIDC_CLIENT_ID: it says who signs people in");
  if (!issuer || variables.AMIANAI_ENV !== "production") return null;
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== "https:" || isLoopback(hostname))
    return complaint(
      "OIDC_ISSUER",
      "must begin with https: in production, and be no address of this machine",
    );
  return PUBLIC_URL
    ? null
    : complaint("PUBLIC_URL", "is needed in production where people sign in: they come back to it");
}

/** Null where sign-in is not offered. */
export function signInSettings(variables: Variables): SignInSettings | null {
  const issuer = issuerOf(variables);
  const { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = variables;
  if (!issuer || !clientId) return null;
  const own = variables.OIDC_ROLES_CLAIM;
  const cognitoPool = COGNITO.exec(issuer)?.[1] ?? null;
  const rolesClaims = own ? [own] : ["cognito:groups", "groups"];
  return { issuer, clientId, clientSecret, rolesClaims, cognitoPool };
}

/** Whether a host is this machine itself. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/i.test(hostname);
}

const COGNITO = /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com(?:\.cn)?\/([\w-]+)$/;

function issuerOf({ OIDC_ISSUER, COGNITO_USER_POOL_ID: pool }: Variables): string | undefined {
  if (!pool) return OIDC_ISSUER;
  const [region = ""] = pool.split("_");
  return `https://cognito-idp.${region}.amazonaws.com/${pool}`;
}

function complaint(variable: Complaint["variable"], message: string): Complaint {
  return { variable, message };
}
