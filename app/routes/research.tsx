import { Outlet } from "@remix-run/react";
import { ResearchNav } from "../components/research/research-nav.tsx";

export const headers = () => ({ "Cache-Control": "no-store" });

export default function Research() {
  return (
    <div className="page pb-16">
      <ResearchNav />
      <Outlet />
    </div>
  );
}
