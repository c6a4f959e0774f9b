import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";

/** A connection that passes through, from both ends. */
type Pair = readonly [Socket, Socket];

/**
 * A TCP line between two parts that can fall silent, as when a cable is pulled: nobody is told,
 * nothing is lost, and whatever was under way arrives when it is mended. Or its connections break.
 */
export class Line {
  readonly port: number;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #silent = false;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** @param to the port on this machine that the line leads to */
  static async open(to: number): Promise<Line> {
    const server = createServer({ pauseOnConnect: true, allowHalfOpen: true });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const line = new Line(server, (server.address() as AddressInfo).port);
    server.on("connection", (near) => line.#join(near, to));
    return line;
  }

  /** Packets vanish: no end hears from the other until `mend`. */
  cut(): void {
    this.#silent = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  mend(): void {
    this.#silent = false;
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  /** Both ends are told that the connection is gone. */
  reset(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.reset();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket, to: number): void {
    const far = connect({ port: to, host: "127.0.0.1", allowHalfOpen: true });
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    passOn(near, far);
    passOn(far, near);
    const over = () => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on("close", over).on("error", over);
    if (this.#silent) far.pause();
    else near.resume();
  }
}

/** By hand and not by a pipe, which would go on by itself where the line is cut. */
function passOn(from: Socket, to: Socket): void {
  from.on("data", (bytes) => {
    if (!to.destroyed) to.write(bytes);
  });
  from.on("end", () => to.end());
}
