import { Link } from "@remix-run/react";
import { Logo } from "../logo.tsx";
import { TextLink } from "../text-link.tsx";

export function EndTop() {
  return (
    <header className="page end-top">
      <Link to="/" className="nav-link -ml-2 gap-3 px-2" aria-label="AmIAnAI, first page">
        <Logo />
        <span className="wordmark hidden sm:inline">AmIAnAI</span>
      </Link>
      <nav aria-label="Main" className="flex gap-5">
        <TextLink to="/me">You</TextLink>
        <TextLink to="/leaderboards/detectives">Leaders</TextLink>
      </nav>
    </header>
  );
}
