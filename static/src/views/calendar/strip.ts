// The campaign strip of the month, where the grid's own options do not reach (strip.css): which bars stand in the first
// week shown and so carry the name, and all bars of the campaign under the pointer.
import type { Calendar } from "@event-calendar/core";

/** The grid keeps an element in its row for life (5.15), so looking once, before it measures heights, is enough. */
export function mark_first_week(bar: HTMLElement): void {
  if (bar.style.gridRowStart === "1") bar.dataset["firstWeek"] = "";
}

export function light_up({ event, el, jsEvent }: Calendar.MouseEnterInfo): void {
  darken();
  const { clientX } = jsEvent as unknown as MouseEvent; // what the grid passes on; its type says less
  el.style.setProperty("--at", `${clientX - el.getBoundingClientRect().left}px`);
  for (const face of document.querySelectorAll(`.grid [data-entry="${CSS.escape(String(event.id))}"]`)) {
    face.closest(".ec-event")?.setAttribute("data-lit", "");
  }
}

export function darken(): void {
  for (const bar of document.querySelectorAll(".grid [data-lit]")) bar.removeAttribute("data-lit");
}
