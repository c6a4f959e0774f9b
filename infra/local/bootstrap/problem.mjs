/** Something the person at the keyboard can put right: shown as a sentence, without a stack. */
export class Problem extends Error {
  /** @param {string} message @param {string} [details] lines that show where it comes from */
  constructor(message, details = "") {
    super(message);
    this.name = "Problem";
    this.details = details;
  }
}

/** @type {Record<string, string>} */
const knownCodes = {
  ENOSPC: "The disk is full: free some space and try again.",
  EROFS: "This folder cannot be written to: use a clone on a writable disk.",
  EMFILE: "Too many open files: raise the limit (`ulimit -n 4096`) and try again.",
};

/**
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  if (error instanceof Problem) {
    return `${error.details ? `${error.details.trimEnd()}\n` : ""}error: ${error.message}`;
  }
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  const code = "code" in error ? String(error.code) : "";
  if (knownCodes[code]) return `error: ${knownCodes[code]}`;
  if (code === "EACCES" || code === "EPERM") return `error: No permission: ${error.message}.`;
  return `error: ${error.stack ?? error.message}`;
}
