const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id as an address names it; null for what can be none. */
export function idIn(text: string | undefined): string | null {
  const id = text?.toLowerCase() ?? "";
  return UUID.test(id) ? id : null;
}

interface Addressed {
  params: Readonly<Record<string, string | undefined>>;
}

/** The admins' page of the player whom an address names. */
export function playerPage({ params }: Addressed): string {
  const playerId = idIn(params.playerId);
  return playerId ? `/admin/players/${playerId}` : "/admin/players";
}
