import type { Source } from "./stream.ts";

type Listener = (event: MessageEvent<unknown>) => void;

/** An `EventSource` whose line the test holds; Node has none without a flag. */
export class FakeSource implements Source {
  static all: FakeSource[] = [];
  readonly CLOSED = 2;
  readonly url: string;
  readyState = 0;
  onopen: Source["onopen"] = null;
  onerror: Source["onerror"] = null;
  #listeners = new Map<string, Listener>();

  constructor(url: string) {
    this.url = url;
    FakeSource.all.push(this);
  }

  addEventListener(name: string, listener: Listener): void {
    this.#listeners.set(name, listener);
  }

  succeed(): void {
    this.readyState = 1;
    this.onopen?.(new Event("open"));
  }

  /** The line breaks; `forGood` where the browser will not try again. */
  fail(forGood: boolean): void {
    this.readyState = forGood ? this.CLOSED : 0;
    this.onerror?.(new Event("error"));
  }

  emit(name: string, data: object, lastEventId: string): void {
    this.#listeners.get(name)?.(
      new MessageEvent(name, { data: JSON.stringify(data), lastEventId }),
    );
  }

  close(): void {
    this.readyState = this.CLOSED;
  }
}
