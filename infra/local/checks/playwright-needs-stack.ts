/** Browser tests need a stack that `npm test` starts. */
export default function setup(): void {
  if (!process.env.WEB_URL) {
    throw new Error(
      "The browser tests need a running stack: run `npm test -- browser` (and a word of the file's path to choose one).",
    );
  }
}
