import { createHash } from "node:crypto";
import { ACCOUNTS } from "./accounts.ts";

const STYLE = `
  :root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif }
  body { max-width: 28rem; margin: 12vh auto; padding: 0 1.25rem }
  button, input { font: inherit; padding: .6rem 1rem; min-height: 2.75rem }
  button { display: block; width: 100%; margin: .5rem 0; text-align: left; cursor: pointer }
  input { box-sizing: border-box; width: 100%; margin: .25rem 0 .5rem }`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** @param formTargets where the page's forms may lead in the end, besides this issuer itself. */
export function pagePolicy(formTargets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    ["form-action 'self'", ...formTargets].join(" "),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}

function escaped(text: string): string {
  const entities: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot" };
  return text.replace(/[&<>"]/g, (sign) => `&${entities[sign] ?? ""};`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

const choice = (name: string) =>
  `<button name="account" value="${escaped(name)}">${escaped(name)}</button>`;

/** Whom to be; there are no passwords, since the page serves this machine only. */
export function signInPage(action: string, problem: string | null): string {
  return page(
    "Sign in",
    `<p>The local issuer. It asks for no password and serves this machine only.</p>
${problem ? `<p role="alert">${escaped(problem)}</p>` : ""}
<form method="post" action="${escaped(action)}">
${ACCOUNTS.map(({ name }) => choice(name)).join("\n")}
</form>
<form method="post" action="${escaped(action)}">
<label for="account">Or under any other name</label>
<input id="account" name="account" maxlength="40" required autocomplete="username">
<button>Sign in under this name</button>
</form>`,
  );
}

/** @param form the provider's own form, which carries what protects it. */
export function signOutPage(form: string): string {
  return page(
    "Sign out",
    `<p>You are still signed in at the local issuer.</p>
${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out here, too</button>
<button type="submit" form="op.logoutForm">Stay signed in here</button>`,
  );
}

export function plainPage(title: string, text: string): string {
  return page(title, `<p>${escaped(text)}</p>`);
}
