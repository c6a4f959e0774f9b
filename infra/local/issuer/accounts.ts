/** Somebody whom the local issuer knows; the name is the subject and never changes. */
export interface Account {
  name: string;
  groups: readonly string[];
}

/** The accounts that the sign-in page offers, one for each role. */
export const ACCOUNTS: readonly Account[] = [
  { name: "player", groups: ["player"] },
  { name: "moderator", groups: ["moderator"] },
  { name: "researcher", groups: ["researcher"] },
  { name: "admin", groups: ["admin"] },
];

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,39}$/u;

/** Any other name is an account of its own, without groups; null where it cannot be a name. */
export function accountOf(name: string): Account | null {
  const plain = name.normalize("NFC").trim().toLowerCase();
  if (!NAME.test(plain)) return null;
  return ACCOUNTS.find((account) => account.name === plain) ?? { name: plain, groups: [] };
}
