import type { ReactNode } from "react";

interface PageHeaderProps {
  title: string;
  /** One or two sentences below the title. */
  lead?: ReactNode;
  children?: ReactNode;
}

export function PageHeader({ title, lead, children }: PageHeaderProps) {
  return (
    <header className="pt-10 pb-8 md:pt-16 md:pb-12">
      <h1 className="text-title">{title}</h1>
      {lead ? <p className="measure mt-5 text-lead text-muted">{lead}</p> : null}
      {children}
    </header>
  );
}
