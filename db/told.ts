/** What an error says, without what its query was given, which may be a player's words. */
export function told(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(told).join("; ");
  if (!(error instanceof Error)) return typeof error;
  const [message = ""] = error.message.split("\nparams:");
  return error.cause instanceof Error ? `${message} (${told(error.cause)})` : message;
}
