// What reaches an account and may therefore be said to it, as the server answers (calendar/engine/account_say.hpp), and its
// words. Pure.
import type { EntryKind, LocalDate, Status } from "../../protocol/records";
import { short_date } from "../../time/format";
import type { Source, Telling } from "../offers/say";

export interface Reaching { id: string; title: string; kind: EntryKind; status: Status; from: LocalDate; until: LocalDate; around: "now" | "lately" | "soon" }
interface Said { id: string | null; valid_from: LocalDate | null; valid_until: LocalDate | null; embargo_until: LocalDate | null; source: Source; source_id: string; approved: boolean; telling: Telling }
export interface SaidPoint extends Said { text: string }
export interface SaidOffer extends Said { name: string; summary: string; terms_link: string }
export interface AccountSaid { account_id: string; on: LocalDate; entries: Reaching[]; hidden: number; points: SaidPoint[]; offers: SaidOffer[] }

/** "runs until Fri 27 Nov", "today", "Thu 12 Nov", "from Tue 1 Dec" */
export function around_words({ from, until, around }: Reaching, today: LocalDate): string {
  if (around === "lately") return short_date(until, today);
  if (around === "soon") return from === until ? `on ${short_date(from, today)}` : `from ${short_date(from, today)}`;
  return until === today ? "today" : `runs until ${short_date(until, today)}`;
}

/** Only what the push of the day does not say itself. */
export function beside_push(said: AccountSaid, push: { id: string; points: readonly string[] } | null): { entries: Reaching[]; points: SaidPoint[] } {
  const known = new Set(push?.points ?? []);
  return {
    entries: said.entries.filter((entry) => entry.id !== push?.id),
    points: said.points.filter((point) => point.telling === "now" && !known.has(point.text)),
  };
}
