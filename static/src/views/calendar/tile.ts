// What a tile says to a screen reader, and which hue and pattern it has. Pure.
import { kind_words, status_words, word } from "../../parts/words";
import type { Entry, Member } from "../../protocol/records";
import type { Span } from "./span";
import { format_long_day, format_span } from "./words";

/** Read out after what the tile shows (time and title). */
export function tile_rest(entry: Entry, span: Span, owner: Member | undefined, repeat = ""): string {
  const again = repeat ? `, ${repeat}` : "";
  const days = span.first === span.last ? format_long_day(span.first) : format_span(span.first, span.last);
  const time = span.all_day ? "" : `, until ${span.until}`;
  if (entry.busy) return `, ${days}${time}${again}`;
  const who = owner ? `, ${owner.name}` : "";
  return `, ${word(kind_words, entry.kind)}, ${word(status_words, entry.status)}, ${days}${time}${who}${again}`;
}

export function tile_classes(entry: Entry): string[] {
  return entry.busy ? ["busy"] : [`hue-${entry.kind}`, `is-${entry.status}`];
}

/** The text of a tooltip: what does not fit on the tile. */
export function tile_tip(entry: Entry, span: Span, owner: Member | undefined, repeat = "", elsewhere = ""): string {
  if (entry.busy) return ["Busy", repeat].filter(Boolean).join("\n");
  const days = format_span(span.first, span.last) + (span.all_day ? "" : `, ${span.time} – ${span.until}`);
  return [entry.title, days, elsewhere, repeat, `${word(kind_words, entry.kind)} · ${word(status_words, entry.status)}`, owner?.name ?? ""]
    .filter(Boolean)
    .join("\n");
}
