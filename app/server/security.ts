import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Env } from "../env.server.ts";
import { notesOf } from "./notes.ts";

const YEAR_SECONDS = 31_536_000;

/** The site asks a browser for nothing but the screen and the keys. */
const PERMISSIONS = ["camera", "geolocation", "microphone", "payment", "usb", "display-capture"]
  .map((feature) => `${feature}=()`)
  .join(", ");

interface Security {
  env: Pick<Env, "secure">;
  /** The development server styles by `<style>` and talks by a socket. */
  dev: boolean;
}

/** What a reply says that is data and no page. */
export function dataHeaders({ secure }: Pick<Env, "secure">): ReadonlyMap<string, string> {
  return new Map([
    ["Content-Security-Policy", "default-src 'none';frame-ancestors 'none'"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["Referrer-Policy", "same-origin"],
    ["X-Content-Type-Options", "nosniff"],
    ["Permissions-Policy", PERMISSIONS],
    ...(secure ? ([["Strict-Transport-Security", `max-age=${YEAR_SECONDS}`]] as const) : []),
  ]);
}

/** What every reply says to browsers; each page's scripts carry the nonce of its reply. */
export function securityHeaders({ env, dev }: Security): RequestHandler {
  const data = new Map(dataHeaders(env));
  const nonces = new WeakMap<ServerResponse, string>();
  const nonceOf = (response: ServerResponse) => `'nonce-${nonces.get(response) ?? ""}'`;
  const page = helmet({
    // A page's own forms say where they came from; nobody else is told.
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
    strictTransportSecurity: env.secure ? { maxAge: YEAR_SECONDS } : false,
    contentSecurityPolicy: policy(nonceOf, dev, env.secure),
  });
  return (request, response, next) => {
    if (request.path.startsWith("/api/")) {
      response.setHeaders(data);
      next();
      return;
    }
    response.setHeader("Permissions-Policy", PERMISSIONS);
    const nonce = randomBytes(16).toString("base64");
    nonces.set(response, nonce);
    notesOf(response).cspNonce = nonce;
    page(request, response, next);
  };
}

function policy(nonceOf: (response: ServerResponse) => string, dev: boolean, secure: boolean) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: [
        "'self'",
        (_request: IncomingMessage, response: ServerResponse) => nonceOf(response),
      ],
      scriptSrcAttr: ["'none'"],
      styleSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'"],
      // The shapes bend by a style attribute.
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", "data:"],
      fontSrc: ["'self'"],
      connectSrc: dev ? ["'self'", "ws:", "wss:"] : ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      ...(secure ? { upgradeInsecureRequests: [] } : {}),
    },
  };
}
