/** Integration tests need stores that `npm test` starts. */
export default function setup(): void {
  if (!process.env.TEST_DATABASE_URL || !process.env.TEST_REDIS_URL) {
    throw new Error(
      "The integration tests need a Postgres and a Redis of their own: run `npm test -- integration` (and a word of the file's path to choose one).",
    );
  }
}
