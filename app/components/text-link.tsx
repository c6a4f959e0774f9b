import { Link } from "@remix-run/react";
import type { ComponentProps } from "react";

export function TextLink({ className = "", ...rest }: ComponentProps<typeof Link>) {
  return <Link className={`link ${className}`} {...rest} />;
}
