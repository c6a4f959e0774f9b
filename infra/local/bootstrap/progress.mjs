const sayThatItTakesTimeAfterMs = 2000;
const sayItAgainAfterMs = 30_000;

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** @param {string} text */
export const say = (text) => void process.stdout.write(`${text}\n`);

/**
 * @param {string} name
 * @param {string} detail
 * @param {number} ms
 */
export function line(name, detail, ms) {
  say(`  ${name.padEnd(14)}${seconds(ms).padStart(8)}  ${detail}`.trimEnd());
}

/**
 * Runs one step and prints one line for it; `detail` sets what the line says.
 *
 * @template T
 * @param {string} name
 * @param {(detail: (text: string) => void) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const started = performance.now();
  let text = "";
  const tell = () => say(`  ${name} … ${text}`.trimEnd());
  const slow = setTimeout(tell, sayThatItTakesTimeAfterMs);
  const verySlow = setInterval(tell, sayItAgainAfterMs);
  try {
    const result = await work((detail) => {
      text = detail;
    });
    line(name, text, performance.now() - started);
    return result;
  } finally {
    clearTimeout(slow);
    clearInterval(verySlow);
  }
}
