import { useNavigation } from "@remix-run/react";
import { LiveRegion } from "./live-region.tsx";

export function NavigationProgress() {
  const { state } = useNavigation();
  const busy = state !== "idle";
  return (
    <>
      {busy ? <div className="progress-line" aria-hidden /> : null}
      <LiveRegion message={busy ? "Loading" : ""} />
    </>
  );
}
