import { useState, useSyncExternalStore } from "react";
import { pngOf } from "./png.ts";

interface PictureButtonProps {
  href: string;
  name: string;
  title: string;
}

const never = () => () => undefined;

/** Draws the SVG in the browser and hands it over as a PNG; there only where scripts run. */
export function PictureButton({ href, name, title }: PictureButtonProps) {
  const [state, setState] = useState<"ready" | "busy" | "failed">("ready");
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!runs) return null;
  async function save() {
    setState("busy");
    try {
      const link = document.createElement("a");
      link.href = await pngOf(href);
      link.download = `${name}.png`;
      link.click();
      setState("ready");
    } catch {
      setState("failed");
    }
  }
  return (
    <button
      type="button"
      className="link cursor-pointer py-2"
      aria-disabled={state === "busy"}
      onClick={() => void save()}
    >
      {state === "failed" ? "The picture could not be drawn. Try again" : "Picture, PNG"}
      <span className="sr-only"> of {title}</span>
    </button>
  );
}
