import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const EVERY_MS = 1500;

/** Loads the page's data again and again for as long as something on it moves. */
export function useUnderway(moving: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!moving || state !== "idle") return;
    const timer = setTimeout(revalidate, EVERY_MS);
    return () => clearTimeout(timer);
  }, [moving, state, revalidate]);
}
