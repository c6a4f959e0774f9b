import { Link } from "@remix-run/react";
import type { ComponentProps } from "react";

interface Look {
  kind?: "full" | "quiet";
  size?: "normal" | "small";
}

/** A button is a verb. */
export function Button({
  kind = "full",
  size = "normal",
  className = "",
  type = "submit",
  ...rest
}: Look & ComponentProps<"button">) {
  return (
    <button
      type={type}
      className={`button ${className}`}
      data-kind={kind}
      data-size={size}
      {...rest}
    />
  );
}

/** A link that looks like a button, for a step that changes nothing. */
export function ButtonLink({
  kind = "full",
  size = "normal",
  className = "",
  ...rest
}: Look & ComponentProps<typeof Link>) {
  return <Link className={`button ${className}`} data-kind={kind} data-size={size} {...rest} />;
}
