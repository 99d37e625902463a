// Since when a review looks back: since the one before it. Pure.
import type { Entry, LocalDate } from "../../protocol/records";
import { add_days } from "../../time/dates";
import { in_series, placed } from "../../time/occurrences";
import { first_day } from "../../time/needs";

const days_back = 30; // where no review before it is known

const series_of = ({ id, series_id }: Entry): string => series_id ?? id;

/** The first day it looks at, and the last; of a series the review before it in the same one. */
export function looks_back(review: Entry, entries: Iterable<Entry>, today: LocalDate): { since: LocalDate; until: LocalDate; follows: boolean } {
  const on = review.when ? first_day(review.when) : today;
  let before = "";
  for (const other of entries) {
    if (other.busy || other.kind !== "review" || other.status === "cancelled") continue;
    if (in_series(review) && series_of(other) !== series_of(review)) continue;
    for (const { when } of placed(other)) {
      const day = when ? first_day(when) : "";
      if (day && day < on && day > before && day <= today) before = day;
    }
  }
  return { since: before || add_days(on < today ? on : today, -days_back), until: on, follows: !!before };
}
