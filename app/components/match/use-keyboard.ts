import { useEffect, useState } from "react";

interface VisiblePart {
  /** Pixels that the keyboard leaves; null where the whole page shows. */
  height: number | null;
  top: number;
}

/** A keyboard takes at least this share of the page; toolbars take less. */
const KEYBOARD_SHARE = 0.2;

/** What a phone's keyboard leaves of the page: browsers lay it over the page without telling CSS. */
export function useKeyboard(): VisiblePart {
  const [part, setPart] = useState<VisiblePart>({ height: null, top: 0 });
  useEffect(() => {
    const visible = window.visualViewport;
    if (!visible) return;
    const measure = () => {
      const covered = window.innerHeight - visible.height * visible.scale;
      const up = covered > window.innerHeight * KEYBOARD_SHARE;
      setPart(up ? { height: visible.height, top: visible.offsetTop } : { height: null, top: 0 });
    };
    measure();
    visible.addEventListener("resize", measure);
    visible.addEventListener("scroll", measure);
    return () => {
      visible.removeEventListener("resize", measure);
      visible.removeEventListener("scroll", measure);
    };
  }, []);
  return part;
}
