import { useFetcher, useLocation } from "@remix-run/react";

export const THEME_FETCHER = "theme";

/** Two buttons of which CSS shows the one that changes something. */
export function ThemeSwitch() {
  const fetcher = useFetcher({ key: THEME_FETCHER });
  const { pathname, search } = useLocation();
  return (
    <fetcher.Form method="post" action="/theme" className="flex">
      <input type="hidden" name="next" value={pathname + search} />
      <button name="theme" value="dark" className="nav-link to-dark" aria-label="Dark theme">
        Dark
      </button>
      <button name="theme" value="light" className="nav-link to-light" aria-label="Light theme">
        Light
      </button>
    </fetcher.Form>
  );
}
