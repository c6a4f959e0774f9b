import { Outlet } from "@remix-run/react";
import { AdminNav } from "../components/admin/admin-nav.tsx";

export const headers = () => ({ "Cache-Control": "no-store" });

export default function Admin() {
  return (
    <div className="page">
      <AdminNav />
      <Outlet />
    </div>
  );
}
