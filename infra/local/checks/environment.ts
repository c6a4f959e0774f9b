/** What a person may have set for `npm start`: the tests bring their own of all these. */
const notForTests = [
  "AMIANAI_ENV",
  "DATABASE_URL",
  "LOCAL_DIR",
  "METRICS_PORT",
  "NODE_ENV",
  "OPENAI_API_KEY",
  "OPENAI_BASE_URL",
  "OPENAI_MODEL",
  "PERSONAS_FILE",
  "PORT",
  "REDIS_URL",
  "RULESETS_FILE",
  "SESSION_SECRET",
  "TIME_SCALE",
];

/** Every process that is started from here on sees the environment without these. */
export function forgetSettings(): void {
  for (const name of notForTests) Reflect.deleteProperty(process.env, name);
}
