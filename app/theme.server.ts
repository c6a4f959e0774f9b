import { z } from "zod";

export const themeSchema = z.enum(["light", "dark", "system"]);
export type Theme = z.infer<typeof themeSchema>;

const YEAR = 31_536_000;

export function readTheme(request: Request): Theme {
  const found = /(?:^|;\s*)theme=([a-z]+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  return themeSchema.catch("system").parse(found);
}

/** Readable by nobody's script, and forgotten when the player goes back to the system's own. */
export function themeCookie(theme: Theme): string {
  const age = theme === "system" ? 0 : YEAR;
  return `theme=${theme}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax`;
}
