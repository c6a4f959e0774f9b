import { SimpleJwksCache, SimplePenaltyBox } from "aws-jwt-verify/jwk";

/** Anybody may make up key ids: they send this process to the issuer once a minute at most. */
const UNKNOWN_KEY_SECONDS = 60;
/** How long nobody asks again after the issuer gave no keys. */
const PAUSE_MS = 5000;
const FETCH_MS = 4000;
const MOST_BYTES = 256 * 1024;

/** The issuer's keys could not be had. */
export class KeysUnreachable extends Error {}

/** The keys of an issuer, fetched when a token names one that is not known yet. */
export function openKeyCache(): SimpleJwksCache {
  const penaltyBox = new SimplePenaltyBox({ waitSeconds: UNKNOWN_KEY_SECONDS });
  let away = { until: 0, cause: new Error() };

  async function fetchKeys(uri: string): Promise<ArrayBuffer> {
    if (Date.now() < away.until) throw away.cause;
    try {
      return await download(uri);
    } catch (cause) {
      const error = new KeysUnreachable("the issuer's keys could not be fetched", { cause });
      away = { until: Date.now() + PAUSE_MS, cause: error };
      throw error;
    }
  }
  return new SimpleJwksCache({ penaltyBox, fetcher: { fetch: fetchKeys } });
}

async function download(uri: string): Promise<ArrayBuffer> {
  const reply = await fetch(uri, { signal: AbortSignal.timeout(FETCH_MS), redirect: "error" });
  if (!reply.ok) throw new Error(`${uri} answered ${reply.status}`);
  const bytes = await reply.arrayBuffer();
  if (bytes.byteLength > MOST_BYTES) throw new Error(`${uri} sent ${bytes.byteLength} bytes`);
  return bytes;
}
