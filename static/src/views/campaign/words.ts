// How entries that hang together are spoken of. Pure.
import type { When } from "../../protocol/records";
import { first_day, last_day, type Clash } from "../../time/needs";
import { format_span } from "../calendar/words";

export const counted = (count: number): string => (count === 1 ? "1 entry" : `${count} entries`);

export function clash_text(clash: Clash, needed: string): string {
  if (clash === "cancelled") return `“${needed}” is cancelled`;
  return clash === "not_live" ? `Live before “${needed}” is` : `Starts before “${needed}” ends`;
}

/** "14 days before", "on the same day", "1 day after". */
export function distance_text(days: number): string {
  if (days === 0) return "on the same day";
  const count = Math.abs(days) === 1 ? "1 day" : `${Math.abs(days)} days`;
  return `${count} ${days < 0 ? "before" : "after"}`;
}

export const days_text = (when: When): string => format_span(first_day(when), last_day(when));

export const goes_along: Record<string, string> = { chosen: "", child: "in the campaign", follower: "follows", dependant: "needs it" };
export const stays_because: Record<string, string> = { settled: "done or cancelled", not_yours: "you may not change it", no_date: "has no date" };

/** Whole units of the workspace's currency. */
export const money = (units: number): string => new Intl.NumberFormat("en-GB").format(units);

/** Null clears; undefined is no number. */
export function read_money(text: string): number | null | undefined {
  const digits = text.replace(/[\s.,'’]/g, "");
  if (digits === "") return null;
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined;
}
