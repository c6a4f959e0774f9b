import type { PlayerRead } from "../../../db/admin/read-player.ts";
import { ActForm } from "./act-form.tsx";
import { Choices } from "./choices.tsx";

const ROLES = [
  { value: "player", text: "Player" },
  { value: "moderator", text: "Moderator: reviews matches, decides cases" },
  { value: "researcher", text: "Researcher: runs experiments, exports" },
  { value: "admin", text: "Admin: everything on these pages" },
];

export function SetRole({ player, own }: Pick<PlayerRead, "player"> & { own: boolean }) {
  if (own) return <p className="mt-5 text-muted">Your own role is for another admin to change.</p>;
  if (player.guest)
    return <p className="mt-5 text-muted">A guest has no account that a role could belong to.</p>;
  return (
    <div className="mt-5">
      <ActForm
        key={player.role}
        title="Change the role"
        action={`/api/v1/players/${player.id}/role`}
        then={`/admin/players/${player.id}`}
        verb="Change the role"
        note="It is felt at once. Whoever is more than a player plays unrated."
      >
        <Choices legend="Role" name="role" choices={ROLES} chosen={player.role} />
      </ActForm>
    </div>
  );
}
