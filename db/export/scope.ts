import type { ExportFilter } from "../schema/research.ts";

/** What one export holds, and for whom it is made. */
export interface ExportScope {
  /** Whose experiments, beside public play, it may hold; null for nobody's. */
  ownerId: string | null;
  filter: ExportFilter;
  /** 32 hexadecimal characters: ids are hashed with it. */
  salt: string;
  /** Commit of the platform, or another name of what runs. */
  appCommit: string;
}

/** An id as an export shows it: the same id and salt give the same pseudonym, nothing else does. */
export const pseudonym = (salt: string, id: string): string =>
  `left(encode(sha256(('${hexadecimal(salt)}' || ${id}::text)::bytea), 'hex'), 32)`;

/** A salt goes into statements that take no parameters. */
function hexadecimal(salt: string): string {
  if (!/^[0-9a-f]{32}$/.test(salt)) throw new RangeError("a salt is 32 hexadecimal characters");
  return salt;
}
