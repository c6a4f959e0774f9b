import { CLIENT_ID } from "../infra/local/issuer/settings.ts";
import { freePort } from "../infra/local/process/ports.ts";
import { ApiClient } from "./client.ts";
import { startSite } from "./site.ts";
import { startIssuer } from "./stores.ts";

export type SignInSite = Awaited<ReturnType<typeof startSignInSite>>;

/** A site where people sign in, with an issuer of its own. */
export async function startSignInSite({ timeScale = 1 } = {}) {
  const port = String(await freePort());
  const issuer = await startIssuer(`http://127.0.0.1:${port}`);
  const env = {
    PORT: port,
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: issuer.clientSecret,
  };
  const site = await startSite({ timeScale, env });
  return { ...site, issuer };
}

/** The path of an address, with what follows it. */
export function pathOf(address: string | null, base: string): string {
  const { origin, pathname, search } = new URL(address ?? "", base);
  if (origin !== new URL(base).origin) throw new Error(`${address ?? "nothing"} is not at ${base}`);
  return pathname + search;
}

/** Begins a sign-in. @returns where the issuer asks who one is. */
export async function begin(client: ApiClient, next?: string): Promise<string> {
  const reply = await client.post("/api/v1/sign-in", next === undefined ? {} : { next });
  const address = reply.headers.get("Location");
  if (reply.status !== 303 || !address) throw new Error(`${reply.status} ${reply.text}`);
  return address;
}

/** Chooses an account at the issuer, as a browser does. @returns the path that leads back. */
export async function choose(
  { issuer, web }: Record<"issuer" | "web", { url: string }>,
  address: string,
  account: string,
): Promise<string> {
  const there = new ApiClient(issuer.url);
  const asks = await there.get(pathOf(address, issuer.url));
  const page = pathOf(asks.headers.get("Location"), issuer.url);
  const shown = await there.get(page);
  if (shown.status !== 200) throw new Error(`${shown.status} ${shown.text}`);
  const chosen = await there.call("POST", page, { form: { account } });
  const resumed = await there.get(pathOf(chosen.headers.get("Location"), issuer.url));
  return pathOf(resumed.headers.get("Location"), web.url);
}

/** Signs a client in. @returns the reply to its coming back. */
export async function signInAs(
  site: Pick<SignInSite, "issuer" | "web">,
  client: ApiClient,
  account: string,
  next?: string,
) {
  const back = await choose(site, await begin(client, next), account);
  return client.get(back);
}
