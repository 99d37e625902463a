// One WebSocket that comes back by itself: jittered back-off, online and offline, dead-line detection by the server's
// tick. Knows frames only as text-decoded objects; what they mean is client.ts's. Socket, clock and chance are handed
// in, so that tests run without waiting.
import { decode_frame, type ClientFrame, type ServerFrame } from "../protocol/frames";

export interface SocketLike {
  send(text: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

export interface LineClock {
  now(): number;
  after(ms: number, run: () => void): number;
  cancel(timer: number): void;
}

export interface LineDeps {
  open_socket(): SocketLike;
  clock: LineClock;
  random(): number;
  online(): boolean;
}

export interface LineEvents {
  opened(): void;
  frame(frame: ServerFrame): void;
  /** The line is down. `code` is the close code, `attempts` the failed attempts since it last worked. */
  lost(code: number, attempts: number): void;
}

/** The server ticks every 20 s: after two missed ticks the line is dead, whatever TCP says. */
export const dead_after_ms = 45_000;
export const first_delay_ms = 400;
export const longest_delay_ms = 15_000;
/** R15: 20 frames a second per client. Two in reserve for presence. */
export const burst = 12;
export const refill_per_second = 16;

export const session_ended = 4001;

/** Full jitter over the upper half: a restarted server is not met by every page at once. */
export function delay_before(attempt: number, random: number): number {
  const ceiling = Math.min(longest_delay_ms, first_delay_ms * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

export class Line {
  #deps: LineDeps;
  #events: LineEvents;
  #socket: SocketLike | null = null;
  #open = false;
  #stopped = true;
  #attempts = 0;
  #retry: number | null = null;
  #watch: number | null = null;
  #heard_at = 0;
  #outgoing: string[] = [];
  #tokens = burst;
  #filled_at = 0;
  #drain: number | null = null;

  constructor(deps: LineDeps, events: LineEvents) {
    this.#deps = deps;
    this.#events = events;
  }

  get is_open(): boolean { return this.#open; }

  start(): void {
    this.#stopped = false;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel_retry();
    this.#drop(1000);
  }

  /** Online again, or the tab is looked at again: don't sit out the back-off, and don't trust a silent line. */
  nudge(): void {
    if (this.#stopped) return;
    if (this.#open && this.#deps.clock.now() - this.#heard_at > dead_after_ms) this.#lost(1006);
    if (!this.#socket) {
      this.#attempts = 0;
      this.#connect();
    }
  }

  /** The browser says the network is gone: don't wait for the tick to find out. */
  went_offline(): void {
    if (this.#socket) this.#lost(1006);
  }

  /** Frames wait here for their turn (R15's rate), in order; false when the line is down. */
  send(frame: ClientFrame): boolean {
    if (!this.#open) return false;
    this.#outgoing.push(JSON.stringify(frame));
    this.#flush();
    return true;
  }

  #connect(): void {
    this.#cancel_retry();
    if (this.#stopped || this.#socket || !this.#deps.online()) return;
    const socket = this.#deps.open_socket();
    this.#socket = socket;
    this.#heard_at = this.#deps.clock.now();
    this.#arm_watch();
    socket.onopen = () => {
      if (this.#socket !== socket) return;
      this.#open = true;
      this.#tokens = burst;
      this.#filled_at = this.#deps.clock.now();
      this.#events.opened();
    };
    socket.onmessage = (event) => { if (this.#socket === socket) this.#heard(event.data); };
    socket.onclose = (event) => { if (this.#socket === socket) this.#lost(event.code); };
  }

  #heard(data: unknown): void {
    this.#heard_at = this.#deps.clock.now();
    const frame = typeof data === "string" ? decode_frame(data) : null;
    if (!frame) return;
    if (frame.type === "hello") this.#attempts = 0;
    this.#events.frame(frame);
  }

  #lost(code: number): void {
    this.#drop(code);
    this.#attempts += 1;
    this.#events.lost(code, this.#attempts);
    if (this.#stopped || code === session_ended) return;
    const wait = delay_before(this.#attempts - 1, this.#deps.random());
    this.#retry = this.#deps.clock.after(wait, () => {
      this.#retry = null;
      this.#connect();
    });
  }

  #drop(code: number): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#open = false;
    this.#outgoing = [];
    for (const timer of [this.#watch, this.#drain]) if (timer !== null) this.#deps.clock.cancel(timer);
    this.#watch = null;
    this.#drain = null;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    if (code !== session_ended) socket.close();
  }

  #arm_watch(): void {
    if (this.#watch !== null) this.#deps.clock.cancel(this.#watch);
    const left = this.#heard_at + dead_after_ms - this.#deps.clock.now();
    this.#watch = this.#deps.clock.after(Math.max(left, 0), () => {
      this.#watch = null;
      if (this.#deps.clock.now() - this.#heard_at >= dead_after_ms) this.#lost(1006);
      else this.#arm_watch();
    });
  }

  #flush(): void {
    const { clock } = this.#deps;
    const now = clock.now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filled_at) / 1000) * refill_per_second);
    this.#filled_at = now;
    while (this.#socket && this.#tokens >= 1 && this.#outgoing.length > 0) {
      this.#tokens -= 1;
      this.#socket.send(this.#outgoing.shift() ?? "");
    }
    if (this.#outgoing.length === 0 || this.#drain !== null) return;
    this.#drain = clock.after(Math.ceil(1000 / refill_per_second), () => {
      this.#drain = null;
      this.#flush();
    });
  }

  #cancel_retry(): void {
    if (this.#retry !== null) this.#deps.clock.cancel(this.#retry);
    this.#retry = null;
  }
}
