import { randomBytes } from "node:crypto";
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

/** What every reply says to browsers; each page's scripts carry the nonce of its reply. */
export function securityHeaders({ env, dev }: Security): RequestHandler {
  const common = {
    // A page's own forms say where they came from; nobody else is told.
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
    strictTransportSecurity: env.secure ? { maxAge: YEAR_SECONDS } : false,
  } as const;
  const api = new Map([
    ["Content-Security-Policy", "default-src 'none';frame-ancestors 'none'"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["Referrer-Policy", "same-origin"],
    ["X-Content-Type-Options", "nosniff"],
    ["Permissions-Policy", PERMISSIONS],
    ...(env.secure ? ([["Strict-Transport-Security", `max-age=${YEAR_SECONDS}`]] as const) : []),
  ]);
  return (request, response, next) => {
    if (request.path.startsWith("/api/")) {
      response.setHeaders(api);
      next();
      return;
    }
    response.setHeader("Permissions-Policy", PERMISSIONS);
    const nonce = randomBytes(16).toString("base64");
    notesOf(response).cspNonce = nonce;
    helmet({ ...common, contentSecurityPolicy: policy(nonce, dev, env.secure) })(
      request,
      response,
      next,
    );
  };
}

function policy(nonce: string, dev: boolean, secure: boolean) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", `'nonce-${nonce}'`],
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
