import { ActForm } from "./act-form.tsx";

export function EndSessions({ playerId }: { playerId: string }) {
  return (
    <div className="mt-5">
      <ActForm
        title="End all sessions"
        action={`/api/v1/players/${playerId}/sessions`}
        method="delete"
        then={`/admin/players/${playerId}`}
        verb="End them"
        note="The player is signed out in every browser at once. A guest cannot come back to this name."
      />
    </div>
  );
}
