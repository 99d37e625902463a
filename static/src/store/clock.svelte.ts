// The time now, as reactive state for display. Steps every 20 s and when
// the tab is looked at again. Today is today in the signed-in member's zone.
import type { Instant, LocalDate, LocalTime, Zone } from "../protocol/records";
import { now_ms } from "../time/clock";
import { to_local } from "../time/zones";
import { workspace } from "./workspace.svelte";

const step_ms = 20_000;

class Clock {
  now_ms = $state(now_ms());

  /** The viewer's zone: the member's own, until then the browser's. */
  readonly zone: Zone = $derived(workspace.me.id === "" ? Intl.DateTimeFormat().resolvedOptions().timeZone : workspace.me.zone);
  readonly local: LocalTime = $derived(to_local(this.now_ms, this.zone));
  readonly today: LocalDate = $derived(this.local.slice(0, 10));

  get instant(): Instant { return new Date(this.now_ms).toISOString(); }

  /** Starts stepping; returns the end of it. */
  start(): () => void {
    const step = (): void => { this.now_ms = now_ms(); };
    const timer = window.setInterval(step, step_ms);
    document.addEventListener("visibilitychange", step);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener("visibilitychange", step);
    };
  }
}

export const clock = new Clock();
