/** What a person may have set for `npm start`: the tests bring their own of all these. */
const notForTests = [
  "AMIANAI_ENV",
  "DATABASE_URL",
  "LOCAL_DIR",
  "METRICS_PORT",
  "NODE_ENV",
  "PERSONAS_FILE",
  "PORT",
  "PUBLIC_URL",
  "REDIS_URL",
  "RULESETS_FILE",
  "SESSION_SECRET",
  "TIME_SCALE",
];

/** What begins so tells of models, their limits and traces, and of who signs people in. */
const ownSettings = /^(OPENAI|MODEL|OTEL|HEDGE|OIDC|COGNITO)_/;

/** Every process that is started from here on sees the environment without these. */
export function forgetSettings(): void {
  const models = Object.keys(process.env).filter((name) => ownSettings.test(name));
  for (const name of [...notForTests, ...models]) Reflect.deleteProperty(process.env, name);
}
