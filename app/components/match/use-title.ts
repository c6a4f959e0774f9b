import { useEffect } from "react";

/** Says in the tab's title that something came while nobody looked. */
export function useTitle(title: string, unread: number): void {
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${title}` : title;
  }, [title, unread]);
}
