import type { ClientMetadata, Configuration } from "oidc-provider";
import { accountOf } from "./accounts.ts";
import type { IssuerKeys } from "./keys.ts";
import { pagePolicy, plainPage, signOutPage } from "./pages.ts";

export const CLIENT_ID = "amianai";

const DAY_SECONDS = 86_400;

export interface IssuerOptions {
  keys: IssuerKeys;
  /** Addresses of the site, which tokens may be asked for from. */
  sites: readonly string[];
}

/** A provider as Cognito is one: code flow with PKCE, groups in the token, sign-out from the site. */
export function settingsOf({ keys, sites }: IssuerOptions): Configuration {
  return {
    clients: [clientOf(keys, sites)],
    jwks: { keys: [keys.jwk] },
    cookies: { keys: [keys.cookieSecret] },
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "groups"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: DAY_SECONDS,
      IdToken: 3600,
      Interaction: 3600,
      Session: DAY_SECONDS,
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, subject) => foundAccount(subject),
    loadExistingGrant: ({ oidc }) => allGranted(oidc),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.set("Content-Security-Policy", pagePolicy(sites));
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.set("Content-Security-Policy", pagePolicy());
          context.body = plainPage("Signed out", "You are signed out of the local issuer.");
        },
      },
    },
    renderError: (context, { error, error_description }) => {
      context.type = "html";
      context.set("Content-Security-Policy", pagePolicy());
      context.body = plainPage("That did not work", error_description ?? error);
    },
  };
}

function clientOf({ clientSecret }: IssuerKeys, sites: readonly string[]): ClientMetadata {
  return {
    client_id: CLIENT_ID,
    client_secret: clientSecret,
    client_name: "AmIAnAI",
    redirect_uris: sites.map((site) => `${site}/sign-in/callback`),
    post_logout_redirect_uris: sites.map((site) => `${site}/`),
    grant_types: ["authorization_code"],
    response_types: ["code"],
  };
}

function foundAccount(subject: string) {
  const account = accountOf(subject);
  if (!account) return undefined;
  const { name, groups } = account;
  const claims = { sub: name, name, preferred_username: name, groups: [...groups] };
  return { accountId: name, claims: () => claims };
}

type Oidc = Parameters<NonNullable<Configuration["loadExistingGrant"]>>[0]["oidc"];

/** Consent is given already: there is one client, and it is this site. */
async function allGranted({ client, session, provider }: Oidc) {
  const accountId = session?.accountId;
  if (!client || !accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope("openid profile");
  await grant.save();
  return grant;
}
