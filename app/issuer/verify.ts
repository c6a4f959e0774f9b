import { CognitoJwtVerifier, JwtVerifier } from "aws-jwt-verify";
import { JwtBaseError, WaitPeriodNotYetEndedJwkError } from "aws-jwt-verify/error";
import type { SimpleJwksCache } from "aws-jwt-verify/jwk";
import type { SignInSettings } from "../sign-in-env.ts";
import { KeysUnreachable } from "./key-cache.ts";

export type Claims = Readonly<Record<string, unknown>> & { sub: string };

/** The claims of a genuine token that is for this site and lasts; what is not that is `refused`. */
export type Verified = Claims | "refused" | "unreachable";

interface Verifying {
  settings: SignInSettings;
  jwksUri: string;
  keys: SimpleJwksCache;
}

/** Checks signature, issuer, audience and time of a token by the issuer's published keys. */
export async function verifyToken(token: string, verifying: Verifying): Promise<Verified> {
  try {
    const { sub, ...claims } = await verifierOf(verifying).verify(token);
    return typeof sub === "string" && sub !== "" ? { ...claims, sub } : "refused";
  } catch (error) {
    if (error instanceof KeysUnreachable) return "unreachable";
    if (error instanceof WaitPeriodNotYetEndedJwkError || error instanceof JwtBaseError)
      return "refused";
    throw error;
  }
}

/** Cognito's access tokens name the client in a claim of their own. */
function verifierOf({ settings, jwksUri, keys: jwksCache }: Verifying) {
  const { issuer, clientId, cognitoPool } = settings;
  if (cognitoPool)
    return CognitoJwtVerifier.create(
      { userPoolId: cognitoPool, clientId, tokenUse: null },
      { jwksCache },
    );
  return JwtVerifier.create({ issuer, audience: clientId, jwksUri }, { jwksCache });
}
