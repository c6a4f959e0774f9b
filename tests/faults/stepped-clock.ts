/**
 * Loaded before a part's own code: its clock jumps by CLOCK_STEP_MS when SIGUSR2 comes, and back at
 * the next one, as when a machine's clock is set. Timers go on, as a monotonic clock does.
 */
const step = Number(process.env.CLOCK_STEP_MS ?? 0);
let offset = 0;

globalThis.Date = new Proxy(Date, {
  construct: (real, given: unknown[], made) => {
    const values = given.length === 0 ? [real.now() + offset] : given;
    return Reflect.construct(real, values, made) as Date;
  },
  get: (real, name) =>
    name === "now" ? () => real.now() + offset : (Reflect.get(real, name) as unknown),
});

process.on("SIGUSR2", () => {
  offset = offset === 0 ? step : 0;
});
