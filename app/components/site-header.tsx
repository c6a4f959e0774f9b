import { Link, NavLink } from "@remix-run/react";
import type { Place } from "../services/places.server.ts";
import { Logo } from "./logo.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export function SiteHeader({ places }: { places: readonly Place[] }) {
  return (
    <header className="site-header page flex min-h-16 items-center justify-between gap-2">
      <Link to="/" className="nav-link -ml-2 gap-3 px-2" aria-label="AmIAnAI, first page">
        <Logo />
        <Wordmark />
      </Link>
      <div className="flex items-center gap-1 sm:gap-3">
        <nav aria-label="Main" className="flex gap-1 sm:gap-3">
          {places.map(({ to, text, wide }) => (
            <NavLink
              key={to}
              to={to}
              className={wide ? "nav-link max-sm:hidden" : "nav-link"}
              prefetch="intent"
            >
              {text}
            </NavLink>
          ))}
        </nav>
        <ThemeSwitch />
      </div>
    </header>
  );
}

/** Four words without a space: the weight parts them. */
function Wordmark() {
  return (
    <span className="wordmark hidden sm:inline">
      Am<span className="wordmark-light">I</span>An<span className="wordmark-light">AI</span>
    </span>
  );
}
