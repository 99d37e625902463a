// What a subscription is doing, in words. Pure.
import type { Instant, LocalDate, Subscription, Zone } from "../../protocol/records";
import { clock_time, format_instant, relative_time } from "../../time/format";
import { local_of } from "../../time/zones";

export interface Told {
  tone: "plain" | "good" | "caution" | "warning";
  label: string; // at a glance
  text: string;
}
export interface Now { now_ms: number; zone: Zone; today: LocalDate }

/** It was asked for and the answer is not here. */
export function is_checking(one: Subscription): boolean {
  if (one.paused) return false;
  if (one.checked_at === null || (one.state === "waiting" && one.error === "")) return true; // new, or at a new address
  return one.asked_at !== null && one.asked_at > one.checked_at;
}

export function told_of(one: Subscription, now: Now): Told {
  const since = one.good_at && format_instant(one.good_at, now.zone, now.today);
  if (one.paused) return { tone: "plain", label: "Paused", text: since ? `As it was ${since}.` : "Not read yet." };
  if (is_checking(one)) return { tone: "plain", label: "Checking", text: since ? `Being read again. What is shown is of ${since}.` : "Being read for the first time." };
  const next = one.next_at ? soon(one.next_at, now) : "";
  if (one.state === "fresh" && one.checked_at) {
    return { tone: "good", label: "Up to date", text: `Checked ${relative_time(one.checked_at, now.now_ms, now.zone)}${next && `, next ${next}`}.` };
  }
  const again = next ? ` Tries again ${next}.` : "";
  if (one.state === "failing" && since) return { tone: "warning", label: "Failing", text: `Nothing new since ${since}: ${small(one.error)}${again} What was read stays.` };
  return { tone: "warning", label: "Not read yet", text: `${one.error}${again}` };
}

const small = (sentence: string): string => (/^[A-Z][a-z]+ /.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence);

/** "soon", "at 16:20", "on Wed 18 Nov, 02:42" */
function soon(at: Instant, { now_ms, zone, today }: Now): string {
  if (Date.parse(at) <= now_ms) return "soon";
  const local = local_of(at, zone);
  return local.slice(0, 10) === today ? `at ${clock_time(local)}` : `on ${format_instant(at, zone, today)}`;
}

const usual: readonly number[] = [15, 60, 360, 1440, 10_080];

export function interval_words(minutes: number): string {
  const words: Record<number, string> = { 15: "Every 15 minutes", 60: "Every hour", 1440: "Every day", 10_080: "Every week" };
  return words[minutes] ?? (minutes % 60 === 0 ? `Every ${minutes / 60} hours` : `Every ${minutes} minutes`);
}

/** The usual ones, and the one it has. */
export function interval_options(own: number): { value: string; label: string }[] {
  return [...new Set([...usual, own])].sort((a, b) => a - b).map((minutes) => ({ value: String(minutes), label: interval_words(minutes) }));
}

/** What the name may be, before somebody has thought of one: the file's. */
export function name_from(url: string): string {
  const last = url.split(/[?#]/)[0]?.split("/").slice(3).filter(Boolean).at(-1) ?? "";
  let name = last.replace(/\.(ics|ical)$/i, "");
  try {
    name = decodeURIComponent(name);
  } catch {
    // as it is written
  }
  name = name.replace(/[-_+]+/g, " ").trim();
  return /^(basic|calendar|public|feed|export)?$/i.test(name) || name.length > 40 ? "" : name.charAt(0).toUpperCase() + name.slice(1);
}
