import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { Provider } from "oidc-provider";
import { accountOf } from "./accounts.ts";
import { pagePolicy, plainPage, signInPage } from "./pages.ts";
import { type IssuerOptions, settingsOf } from "./settings.ts";

const MOST_BYTES = 4096;

/** An OpenID Connect issuer for this machine. It keeps nothing but its keys from run to run. */
export function issuerServer(issuer: string, options: IssuerOptions): Server {
  const provider = new Provider(issuer, settingsOf(options));
  const answer = provider.callback();
  return createServer((request, response) => {
    const uid = /^\/interaction\/([\w-]+)$/.exec(request.url ?? "")?.[1];
    if (uid === undefined) {
      void answer(request, response);
      return;
    }
    interact(provider, request, response).catch((error: unknown) => {
      const known = error instanceof Error && error.name === "SessionNotFound";
      if (!known) console.error(error);
      const words = "This sign-in has lapsed. Go back to the site and begin it again.";
      show(response, known ? 400 : 500, plainPage("That did not work", words), []);
    });
  });
}

/** The page that asks who one is, and what was chosen there. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  const { uid, params } = await provider.interactionDetails(request, response);
  const targets = [String(params.redirect_uri)].filter((uri) => URL.canParse(uri));
  const origins = targets.map((uri) => new URL(uri).origin);
  const action = `/interaction/${uid}`;
  if (request.method !== "POST") {
    show(response, 200, signInPage(action, null), origins);
    return;
  }
  const account = accountOf(await chosen(request));
  if (!account) {
    const problem = "A name has letters, digits, spaces and . _ @ - only, at most 40 of them.";
    show(response, 400, signInPage(action, problem), origins);
    return;
  }
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: account.name } },
    { mergeWithLastSubmission: false },
  );
}

async function chosen(request: IncomingMessage): Promise<string> {
  if (Number(request.headers["content-length"] ?? Infinity) > MOST_BYTES) return "";
  return new URLSearchParams(await text(request)).get("account") ?? "";
}

function show(response: ServerResponse, status: number, page: string, targets: readonly string[]) {
  if (response.headersSent) return;
  response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": pagePolicy(targets),
    "Cache-Control": "no-store",
  });
  response.end(page);
}
