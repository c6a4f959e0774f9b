const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|)$/;

/**
 * What makes an address of a store unfit for production; null where nothing does. A store on this
 * machine is reached without a network.
 */
export function unsafeAddress(address: string): string | null {
  const { protocol, hostname, searchParams } = new URL(address);
  if (LOOPBACK.test(hostname)) return null;
  if (protocol === "redis:")
    return "must begin with rediss: in production, so that TLS is verified";
  const verified = searchParams.get("sslmode") === "verify-full";
  if (protocol.startsWith("postgres") && !verified)
    return "needs sslmode=verify-full in production, so that TLS is verified";
  return null;
}
