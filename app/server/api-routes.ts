import type { ServerBuild } from "@remix-run/node";

type Route = ServerBuild["routes"][string];

interface ApiRoute {
  module: Route["module"];
  params: Record<string, string>;
}

export type FindRoute = (path: string) => ApiRoute | null;

const known = new WeakMap<ServerBuild, FindRoute>();

/** The resource routes of a build by their address; the catch-all of the API is not among them. */
export function apiRoutesOf(build: ServerBuild): FindRoute {
  const find = known.get(build) ?? finder(build);
  known.set(build, find);
  return find;
}

function finder({ routes }: ServerBuild): FindRoute {
  const addressed = Object.values(routes).map((route) => ({
    module: route.module,
    pattern: patternOf(route, routes),
  }));
  const own = addressed
    .filter(({ pattern }) => /^api\/v1\/[^*]+$/.test(pattern.join("/")))
    // `exports/table` is no export called table.
    .toSorted((a, b) => openParts(a.pattern) - openParts(b.pattern));
  return (path) => {
    const parts = path.split("/").filter((part) => part !== "");
    for (const { module, pattern } of own) {
      const params = fit(pattern, parts);
      if (params) return { module, params };
    }
    return null;
  };
}

function openParts(pattern: readonly string[]): number {
  return pattern.filter((part) => part.startsWith(":")).length;
}

function patternOf({ path = "", parentId }: Route, routes: ServerBuild["routes"]): string[] {
  const parent = parentId === undefined ? undefined : routes[parentId];
  return [...(parent ? patternOf(parent, routes) : []), ...path.split("/").filter(Boolean)];
}

function fit(pattern: readonly string[], parts: readonly string[]): ApiRoute["params"] | null {
  if (pattern.length !== parts.length) return null;
  const params: ApiRoute["params"] = {};
  for (const [index, part] of parts.entries()) {
    const expected = pattern[index] ?? "";
    if (expected.startsWith(":")) params[expected.slice(1)] = part;
    else if (expected !== part) return null;
  }
  return params;
}
