import { NavLink } from "@remix-run/react";

const PARTS = [
  { to: "/admin", text: "State", end: true },
  { to: "/admin/players", text: "Players" },
  { to: "/admin/rulesets", text: "Games" },
  { to: "/admin/personas", text: "Personas" },
  { to: "/admin/model", text: "Model" },
  { to: "/research", text: "Research" },
];

export function AdminNav() {
  return (
    <nav aria-label="Admin" className="flex flex-wrap gap-x-5 pt-6">
      {PARTS.map(({ text, ...link }) => (
        <NavLink key={link.to} className="choice" {...link}>
          {text}
        </NavLink>
      ))}
    </nav>
  );
}
