const STANDARD: Readonly<Record<string, number>> = {
  "postgres:": 5432,
  "redis:": 6379,
  "http:": 80,
};

/** The port that an address names or means. */
export function portOf(address: string): number {
  const { port, protocol } = new URL(address);
  return port === "" ? (STANDARD[protocol] ?? 0) : Number(port);
}
