import { expect, test } from "vitest";
import { librariesOf } from "./redis-apt.ts";

const depends = `redis-tools
  Depends: adduser
  Depends: libatomic1
  Depends: libc6
 |Depends: libsystemd0
  Depends: libelogind0
  Depends: <libvirtual>
  Depends: liblzf1
  Suggests: libsuggested
`;

test("the libraries of a package are its own ones, the first where several would do", () => {
  expect(librariesOf(depends)).toEqual(["libatomic1", "libsystemd0", "liblzf1"]);
});
