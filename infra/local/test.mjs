import { handover } from "./bootstrap/handover.mjs";

const usage = `npm test                        every check, with ports and data of its own
npm test -- unit                one of: build types lint format imports deadcode secrets dependencies unit integration browser
npm test -- integration boards  the files of a suite whose path contains a word
`;

const args = process.argv.slice(2);

if (args.includes("--help")) process.stdout.write(usage);
else await handover("infra/local/checks.ts", args);
