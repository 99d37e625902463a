// Moving entries with what goes along: what is asked, what would move, and the one command that does it.
import type { Entry, EntryKind, Status, When } from "../../protocol/records";
import { workspace, type Outcome } from "../../store/workspace.svelte";
import { browser_http } from "../../sync/http";
import { days_between } from "../../time/dates";
import { first_day } from "../../time/needs";
import { move_days } from "../../time/when";
import { counted } from "./words";

interface Line { id: string; title: string; kind: EntryKind; status: Status }
export interface Preview {
  moves: (Line & { why: "chosen" | "child" | "follower" | "dependant"; from: When; to: When })[];
  stays: (Line & { why: "settled" | "not_yours" | "no_date" })[];
  hidden: number;
  breaks: (Line & { why: string; needs_title: string })[];
}

/** Of a move that people began elsewhere: it is made alone, here with what goes along, or not at all. */
export type Moved = "alone" | "dropped" | Outcome;

interface Asked { ids: string[]; title: string; of_drag: boolean; answer: (moved: Moved) => void }

export function ask_preview(ids: string[], days: number, children: boolean, dependants: boolean) {
  return browser_http<Preview>("GET", `/api/shift?ids=${ids.join(",")}&days=${days}&children=${children}&dependants=${dependants}`);
}

class Shift {
  asked = $state.raw<Asked | null>(null);
  days = $state(0);
  children = $state(true);
  dependants = $state(false);

  /** By how many days is asked, too, unless they are known. */
  open(entries: readonly Pick<Entry, "id" | "title">[], days = 7, dependants = false): void {
    const first = entries[0];
    if (first) void this.#ask(entries, { days, dependants, of_drag: false });
  }

  /** A campaign that is moved asks whether what hangs under it moves, too. Anything else is not asked about. */
  async campaign_moved(entry: Entry, when: When | null | undefined): Promise<Moved> {
    if (entry.kind !== "campaign" || !entry.when || !when || entry.busy) return "alone";
    const days = days_between(first_day(entry.when), first_day(when));
    if (days === 0 || JSON.stringify(move_days(entry.when, days)) !== JSON.stringify(when)) return "alone";
    const answer = await ask_preview([entry.id], days, true, false);
    if (!answer.ok || !answer.value.moves.some((move) => move.why === "child")) return "alone";
    return this.#ask([entry], { days, dependants: false, of_drag: true });
  }

  #ask(entries: readonly Pick<Entry, "id" | "title">[], { days, dependants, of_drag }: { days: number; dependants: boolean; of_drag: boolean }): Promise<Moved> {
    this.asked?.answer("dropped");
    this.days = days;
    this.children = true;
    this.dependants = dependants;
    const title = entries.length === 1 ? `“${entries[0]?.title ?? ""}”` : counted(entries.length);
    return new Promise((resolve) => {
      const answer = (moved: Moved) => {
        this.asked = null;
        resolve(moved);
      };
      this.asked = { ids: entries.map(({ id }) => id), title, of_drag, answer };
    });
  }

  async move(preview: Preview): Promise<void> {
    const { asked, days, children, dependants } = this;
    if (!asked) return;
    const others = preview.moves.length + preview.hidden - asked.ids.length;
    const label = `Moved ${asked.title}${others > 0 ? ` and ${others} more` : ""} by ${days} ${Math.abs(days) === 1 ? "day" : "days"}`;
    this.asked = null;
    const outcome = await workspace.send("entry.shift", { ids: asked.ids, days, children, dependants }, { label });
    if (outcome.type === "refused") workspace.notify("error", outcome.message);
    asked.answer(outcome.type === "refused" ? "dropped" : outcome); // then what was dragged goes back to its place
  }
}

export const shift = new Shift();
