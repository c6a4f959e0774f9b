/** The floors of the house: an import may only point down (README, "A map of the house"). */
/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "game-imports-nothing",
      comment: "game/ holds the pure rules and stands on the ground.",
      severity: "error",
      from: { path: "^game/" },
      to: { path: "^(app|worker|db|infra|tests)/" },
    },
    {
      name: "game-touches-no-machine",
      comment: "No I/O in the rules: no Node built-ins, no clients.",
      severity: "error",
      from: { path: "^game/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "db-imports-game-only",
      severity: "error",
      from: { path: "^db/" },
      to: { path: "^(app|worker|infra|tests)/", pathNot: "^tests/(factories|stores)" },
    },
    {
      name: "app-and-worker-never-meet",
      severity: "error",
      from: { path: "^(app|worker)/" },
      to: { path: "^(app|worker|infra|tests)/", pathNot: ["^$1/", "^tests/(factories|stores)"] },
    },
    {
      name: "infra-knows-entry-points-only",
      severity: "error",
      from: { path: "^infra/" },
      to: {
        path: "^(app|worker|db|game|tests)/",
        pathNot: "^(app/server\\.ts|worker/main\\.ts|db/(migrate|seed|rebuild)\\.ts)$",
      },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-development-packages-at-run-time",
      severity: "error",
      from: {
        path: "^(app|worker|db|game)/",
        // The dev server is asked for by name only (`--dev`).
        pathNot: ["\\.test(-support)?\\.tsx?$", "^app/server/build\\.ts$"],
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|\\.local)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
