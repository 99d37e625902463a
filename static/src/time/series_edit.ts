// What an edit of a series does to the dates it shows, before the server has answered; and what the three-way question says
// about them. Pure.
import type { LocalDate, When } from "../protocol/records";
import { add_months } from "./dates";
import { day_month, short_date } from "./format";
import { end_of, occurrence_text, place_at, seconds_between, shift_text, start_name, start_of } from "./occurrences";
import { parse_rule } from "./rule";

export type Scope = "this" | "following" | "all";
export interface SeriesEdit { occurrence: string; scope: Scope }

export interface Series {
  when: When | null;
  rrule: string[];
  rdate: string[];
  occurrences?: string[];
  occurrences_cut?: boolean;
}

/** The occurrences without those that the edit deletes. "all" deletes the entry itself. */
export function without(series: Series, { occurrence, scope }: SeriesEdit): string[] {
  const held = series.occurrences ?? [];
  if (scope === "this") return held.filter((text) => start_name(text) !== occurrence);
  return scope === "following" ? held.filter((text) => start_name(text) < occurrence) : [];
}

/** The series with an occurrence moved to `to`: that one, it and what follows, or all. Null when this cannot be foreseen
 *  (another zone, or between whole days and hours). What follows keeps its distance; days of week move along with it. */
export function moved(series: Series, { occurrence, scope }: SeriesEdit, to: When): { when: When; occurrences: string[] } | null {
  const { when, occurrences } = series;
  if (!when || !occurrences || !same_kind(when, to)) return null;
  const by = seconds_between(occurrence, start_of(to));
  const length = seconds_between(start_of(to), end_of(to));
  const reached = (start: string): boolean => scope === "all" || (scope === "this" ? start === occurrence : start >= occurrence);
  const first = scope === "all" ? shifted(when, by, length) : when;
  const places = occurrences.map((text) => {
    const place = place_at(when, text);
    return reached(start_name(text)) ? shifted(place, by, length) : place;
  });
  return { when: first, occurrences: places.map((place) => occurrence_text(first, place)).sort() };
}

function shifted(when: When, by: number, length: number): When {
  const start = shift_text(start_of(when), by);
  const end = shift_text(start, length);
  return "starts_on" in when ? { starts_on: start, ends_on: end } : { ...when, starts_at: start, ends_at: end };
}

function same_kind(a: When, b: When): boolean {
  if ("starts_on" in a || "starts_on" in b) return "starts_on" in a && "starts_on" in b;
  return ("zone" in a ? a.zone : "") === ("zone" in b ? b.zone : "");
}

export interface ScopeChoice { scope: Scope; words: string }

/** The choices of the question, with the dates that each reaches. The first occurrence has no "following" of its own. */
export function scope_choices(series: Series, occurrence: string, today: LocalDate, scopes: readonly Scope[] = ["this", "following", "all"]): ScopeChoice[] {
  const first = series.when ? start_of(series.when) : occurrence;
  const is_first = occurrence <= first;
  const words: Record<Scope, string> = {
    this: `Only ${short_date(occurrence.slice(0, 10), today)}`,
    following: following_words(series, occurrence, today),
    all: `All, since ${day_month(first.slice(0, 10), today)}`,
  };
  return scopes.filter((scope) => scope !== "following" || !is_first).map((scope) => ({ scope, words: words[scope] }));
}

function following_words(series: Series, occurrence: string, today: LocalDate): string {
  const date = day_month(occurrence.slice(0, 10), today);
  const after = (series.occurrences ?? []).filter((text) => start_name(text) > occurrence).length;
  if (!is_whole(series, today)) return `${date} and all after it`;
  if (after === 0) return `${date}, the last one`;
  return after === 1 ? `${date} and the one after it` : `${date} and all ${after} after it`;
}

const sure_months = 24; // the server tells 26 months ahead

/** Are the occurrences we hold all there will be? */
function is_whole({ rrule, occurrences, occurrences_cut }: Series, today: LocalDate): boolean {
  const last = occurrences?.at(-1);
  const ends = rrule.every((text) => {
    const rule = parse_rule(text);
    return rule !== null && (rule.count !== null || rule.until !== null);
  });
  return ends && !occurrences_cut && last !== undefined && last.slice(0, 10) < add_months(today, sure_months);
}
