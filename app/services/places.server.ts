import type { AppLoadContext } from "../context.server.ts";
import { mayAct } from "./guard.ts";
import type { Player } from "./session.server.ts";

/** A link of the site's header. */
export interface Place {
  to: string;
  text: string;
  /** Only where the page is wide: a phone finds it in the footer or on the first page. */
  wide?: boolean;
}

/** Where the header leads somebody. It is said by the server, so that browsers load no list. */
export function placesFor(
  player: Player | null,
  { issuer }: Pick<AppLoadContext, "issuer">,
): Place[] {
  const stranger = player === null || player.guest;
  const manages = player !== null && mayAct(player, "admin");
  const staff = player !== null && mayAct(player, "moderator");
  const studies = player !== null && mayAct(player, "researcher");
  return [
    { to: "/play", text: "Play" },
    { to: "/leaderboards/detectives", text: "Leaders", wide: staff || studies },
    { to: "/how", text: "How", wide: true },
    ...(player ? [{ to: "/me", text: "You" }] : []),
    ...(staff ? [{ to: "/desk", text: "Desk" }] : []),
    ...(studies ? [{ to: "/research", text: "Research", wide: manages }] : []),
    ...(manages ? [{ to: "/admin", text: "Admin" }] : []),
    ...(stranger && issuer ? [{ to: "/sign-in", text: "Sign in" }] : []),
  ];
}
