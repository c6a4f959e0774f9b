import * as oidc from "openid-client";
import type { PlayerRole } from "../../db/schema/players.ts";
import { isLoopback, type SignInSettings } from "../sign-in-env.ts";
import type { Attempt } from "./attempt.ts";
import { openKeyCache } from "./key-cache.ts";
import { roleOf, shownAs } from "./roles.ts";
import { type Claims, verifyToken } from "./verify.ts";

const TIMEOUT_SECONDS = 4;
/** How long the issuer's own description of itself is believed. */
const KNOWN_MS = 3_600_000;
/** How long nobody asks again after it gave no answer. */
const PAUSE_MS = 5000;

/** Who a token says that somebody is. */
export interface Identity {
  issuer: string;
  subject: string;
  shownAs: string | null;
  /** Null where its groups name no role. */
  role: PlayerRole | null;
}

type Failure = "refused" | "unreachable" | "cancelled";

/** Who signs people in. It is asked when it is needed, and may be away. */
export interface Issuer {
  /** Its host, for people to know it by. */
  host: string;
  isReachable(): Promise<boolean>;
  /** Where somebody signs in; null while the issuer is away. */
  signInUrl(attempt: Attempt, site: string): Promise<URL | null>;
  /** Who came back from there, by the address that they came back to. */
  identify(attempt: Attempt, cameTo: URL): Promise<Identity | Failure>;
  /** Where the issuer, too, forgets somebody; null where it cannot be told, or has no such place. */
  signOutUrl(site: string): Promise<URL | null>;
  /** Whom a bearer's token speaks for. */
  bearer(token: string): Promise<Identity | Exclude<Failure, "cancelled">>;
}

export function openIssuer(
  settings: SignInSettings,
  onError: (error: unknown) => void,
  now: () => number = Date.now,
): Issuer {
  const { issuer, clientId, cognitoPool } = settings;
  // A code's token comes from the issuer itself: what bearers make up must not keep its key out.
  const [codeKeys, bearerKeys] = [openKeyCache(), openKeyCache()];
  let known: { until: number; configuration: Promise<oidc.Configuration | null> } | null = null;

  function configuration(): Promise<oidc.Configuration | null> {
    if (known && known.until > now()) return known.configuration;
    const asked = discover(settings).catch((error: unknown) => {
      onError(error);
      if (known?.configuration === asked) known.until = now() + PAUSE_MS;
      return null;
    });
    known = { until: now() + KNOWN_MS, configuration: asked };
    return asked;
  }

  async function verified(token: string, keys: typeof codeKeys) {
    const jwksUri = (await configuration())?.serverMetadata().jwks_uri;
    return jwksUri ? verifyToken(token, { settings, jwksUri, keys }) : "unreachable";
  }

  const identityOf = (claims: Claims): Identity => ({
    issuer,
    subject: claims.sub,
    shownAs: shownAs(claims),
    role: roleOf(claims, settings.rolesClaims),
  });

  return {
    host: new URL(issuer).host,
    isReachable: async () => (await configuration()) !== null,
    async signInUrl({ state, nonce, verifier }, site) {
      const found = await configuration();
      if (!found) return null;
      return oidc.buildAuthorizationUrl(found, {
        redirect_uri: callbackOf(site),
        scope: "openid profile",
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
    },
    async identify({ state, nonce, verifier }, cameTo) {
      const found = await configuration();
      if (!found) return "unreachable";
      const token = await exchange(found, cameTo, { state, nonce, verifier }, onError);
      if (typeof token === "string") return token;
      const claims = await verified(token.idToken, codeKeys);
      if (typeof claims === "string") return claims;
      return claims.nonce === nonce ? identityOf(claims) : "refused";
    },
    async signOutUrl(site) {
      const found = await configuration();
      const { end_session_endpoint: end, authorization_endpoint: begin } =
        found?.serverMetadata() ?? {};
      if (cognitoPool && begin) {
        // Cognito's own form of it, at the address of its sign-in pages.
        const url = new URL("/logout", begin);
        url.search = String(new URLSearchParams({ client_id: clientId, logout_uri: `${site}/` }));
        return url;
      }
      if (!found || !end) return null;
      return oidc.buildEndSessionUrl(found, { post_logout_redirect_uri: `${site}/` });
    },
    async bearer(token) {
      const claims = await verified(token, bearerKeys);
      return typeof claims === "string" ? claims : identityOf(claims);
    },
  };
}

export function callbackOf(site: string): string {
  return `${site}/sign-in/callback`;
}

function discover({ issuer, clientId, clientSecret }: SignInSettings): Promise<oidc.Configuration> {
  const server = new URL(issuer);
  const plain = server.protocol === "http:" || isLoopback(server.hostname);
  const authentication = clientSecret ? oidc.ClientSecretBasic(clientSecret) : oidc.None();
  return oidc.discovery(server, clientId, {}, authentication, {
    timeout: TIMEOUT_SECONDS,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- a trial's issuer; production takes https only
    ...(plain ? { execute: [oidc.allowInsecureRequests] } : {}),
  });
}

type Proof = Pick<Attempt, "state" | "nonce" | "verifier">;

async function exchange(
  configuration: oidc.Configuration,
  cameTo: URL,
  { state, nonce, verifier }: Proof,
  onError: (error: unknown) => void,
): Promise<{ idToken: string } | Failure> {
  try {
    const { id_token: idToken } = await oidc.authorizationCodeGrant(configuration, cameTo, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    return idToken === undefined ? "refused" : { idToken };
  } catch (error) {
    if (error instanceof oidc.AuthorizationResponseError)
      return error.error === "access_denied" ? "cancelled" : "refused";
    onError(error);
    return isAway(error) ? "unreachable" : "refused";
  }
}

/** The network, a time-out, or a fault of the issuer's own. */
function isAway(error: unknown): boolean {
  if (error instanceof oidc.ClientError && error.cause instanceof Response)
    return error.cause.status >= 500;
  const name = error instanceof Error ? error.name : "";
  const code = error instanceof oidc.ClientError ? error.code : undefined;
  return name === "TypeError" || name === "TimeoutError" || code === "OAUTH_TIMEOUT";
}
