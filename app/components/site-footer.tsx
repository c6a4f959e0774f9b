import { TextLink } from "./text-link.tsx";

export function SiteFooter() {
  return (
    <footer className="site-footer page mt-auto pt-16 pb-8 md:pt-24">
      <div className="rule flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2 pt-5 text-small text-muted">
        <p>Partners may be people or AI. Nobody is told which before the guess.</p>
        <p className="flex flex-wrap gap-x-5">
          <TextLink to="/leaderboards/detectives">Leaders</TextLink>
          <TextLink to="/how">How it goes</TextLink>
          <TextLink to="/privacy">What is stored</TextLink>
        </p>
      </div>
    </footer>
  );
}
