import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { root } from "../infra/local/bootstrap/node24.mjs";

const buildSchema = z.object({
  routes: z.record(
    z.string(),
    z.object({
      path: z.string().optional(),
      parentId: z.string().optional(),
      module: z.looseObject({ default: z.unknown().optional() }),
    }),
  ),
});

export interface Address {
  /** As routes write it: `/matches/:matchId`. */
  path: string;
  kind: "api" | "page" | "resource";
}

/** Every address that the built site serves; those that catch what is none are not. */
export async function builtAddresses(): Promise<Address[]> {
  const file = pathToFileURL(join(root, "build", "server", "index.js")).href;
  const { routes } = buildSchema.parse(await import(file));
  const pathOf = (id: string): string => {
    const route = routes[id];
    if (!route) return "";
    const above = route.parentId === undefined ? "" : pathOf(route.parentId);
    return route.path ? `${above}/${route.path}` : above;
  };
  const addresses = Object.entries(routes)
    .filter(([id, { path }]) => id !== "root" && !path?.endsWith("*"))
    .map(([id, { module }]): Address => {
      const path = pathOf(id) || "/";
      const shown = module.default === undefined ? "resource" : "page";
      return { path, kind: path.startsWith("/api/") ? "api" : shown };
    });
  // A page and the frame around it have one address.
  return [...new Map(addresses.map((address) => [address.path, address])).values()];
}
