import { NavLink } from "@remix-run/react";

const PARTS = [
  { to: "/research", text: "Experiments", end: true },
  { to: "/research/analysis", text: "Analysis" },
  { to: "/research/exports", text: "Exports" },
  { to: "/research/keys", text: "Keys" },
];

export function ResearchNav() {
  return (
    <nav aria-label="Research" className="flex flex-wrap gap-x-5 pt-6">
      {PARTS.map(({ text, ...link }) => (
        <NavLink key={link.to} className="choice" {...link}>
          {text}
        </NavLink>
      ))}
    </nav>
  );
}
