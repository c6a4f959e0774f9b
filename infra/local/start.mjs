import { handover } from "./bootstrap/handover.mjs";

const usage = `npm start            install, build and run everything; Ctrl-C stops it
npm start -- --web 2 --workers 2
                     as many web processes (on one port; Linux) and workers
npm run dev          the same with hot reload, without a build
npm start -- --help  this text

Settings, by environment variable (each part can be replaced by your own):
  PORT             the page's port (3000)
  DATABASE_URL     a Postgres 18 of yours, instead of the one kept in .local/
  REDIS_URL        a Redis of yours
  OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL
                   a language model, instead of the scripted one
  OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET
                   who signs people in, instead of the local issuer
  TIME_SCALE       10 makes every duration of the rules ten times shorter
  RULESETS_FILE, PERSONAS_FILE
                   further rulesets and personas as JSON
  LOCAL_DIR        where data, logs and secrets are kept (.local)
`;

const args = process.argv.slice(2);
const counted = ["--web", "--workers"];
const unknown = args.find(
  (arg, at) =>
    !["--dev", "--help", ...counted].includes(arg) && !counted.includes(args[at - 1] ?? ""),
);

if (args.includes("--help") || unknown) {
  if (unknown) process.stderr.write(`error: ${unknown} is not an option of npm start\n\n`);
  (unknown ? process.stderr : process.stdout).write(usage);
  process.exitCode = unknown ? 1 : 0;
} else {
  await handover("infra/local/stack.ts", args);
}
