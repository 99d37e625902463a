// Composition root of the store: the browser's socket, clock, storage and network events, and nothing else.
import { new_id } from "../sync/ulid";
import type { ClientDeps } from "../sync/ports";
import { browser_http } from "../sync/http";
import type { SocketLike } from "../sync/line";
import { browser_queue_storage, type QueueStorage } from "../sync/queue";
import { now_ms } from "../time/clock";
import { add_days, month_grid } from "../time/dates";

/** Loaded at first: two months back for Today and Outreach, four ahead for the timeline's quarter. */
const days_back = 62;
const days_ahead = 124;

export function browser_deps(): ClientDeps {
  return {
    http: browser_http,
    new_id,
    queue_storage: (member_id) => browser_queue_storage(safe_storage(), member_id),
    open_socket: () => {
      const address = new URL("/ws", location.href);
      address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
      return new WebSocket(address) as unknown as SocketLike;
    },
    clock: {
      now: now_ms,
      after: (ms, run) => window.setTimeout(run, ms),
      cancel: (timer) => window.clearTimeout(timer),
    },
    random: () => Math.random(),
    online: () => navigator.onLine,
    initial_window: () => {
      const today = new Date(now_ms()).toISOString().slice(0, 10);
      return { from: month_grid(add_days(today, -days_back)).from, to: month_grid(add_days(today, days_ahead)).to };
    },
  };
}

/** Network and visibility, told to the store. Returns the undoing of it. */
export function follow_browser(target: { nudge(): void; online_changed(online: boolean): void }): () => void {
  const online = (): void => target.online_changed(true);
  const offline = (): void => target.online_changed(false);
  const seen = (): void => { if (document.visibilityState === "visible") target.nudge(); };
  window.addEventListener("online", online);
  window.addEventListener("offline", offline);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", online);
    window.removeEventListener("offline", offline);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** localStorage may be forbidden or full; then the queue lives as long as the page. */
function safe_storage(): Storage {
  try {
    localStorage.setItem("tandem.probe", "1");
    localStorage.removeItem("tandem.probe");
    return localStorage;
  } catch {
    return memory_storage();
  }
}

function memory_storage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() { return items.size; },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => { items.set(key, value); },
    removeItem: (key) => { items.delete(key); },
    clear: () => items.clear(),
  };
}

export type { QueueStorage };
