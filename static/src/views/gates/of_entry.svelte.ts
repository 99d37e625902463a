// What belongs to one entry: its checklist, its sign-offs, and what the server says keeps it from each status ahead.
import type { ChecklistItem, SignOff } from "../../protocol/generated";
import type { Entry } from "../../protocol/records";
import type { StatusAhead } from "../../store/asking";
import { workspace } from "../../store/workspace.svelte";

export function items_of(entry: string): ChecklistItem[] {
  return [...workspace.tables.checklist_item.values()]
    .filter((item) => item.entry_id === entry)
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

export function sign_offs_of(entry: string): SignOff[] {
  return [...workspace.tables.sign_off.values()].filter((one) => one.entry_id === entry).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Asked anew whenever something that gates look at has changed. Empty until the first answer. */
export class Ahead {
  statuses = $state.raw<StatusAhead[]>([]);
  /** It has a landing page that the member may not see. */
  landing_page_hidden = $state(false);
  #asked = 0;

  constructor(entry: () => Entry) {
    $effect(() => {
      void facts_of(entry());
      void this.#ask(entry().id);
    });
  }

  async #ask(id: string): Promise<void> {
    const turn = ++this.#asked;
    const answer = await workspace.ask.gates(id);
    if (!answer || turn !== this.#asked) return;
    this.statuses = answer.statuses;
    this.landing_page_hidden = answer.landing_page_hidden;
  }
}

function facts_of(entry: Entry): string {
  const rev = (id: string | null): number => (id && workspace.entries.get(id)?.rev) || 0;
  const named = [entry.parent_id, entry.landing_page_id, ...entry.depends_on_ids].map(rev);
  const offers = entry.offer_ids.map((id) => workspace.tables.offer.get(id)?.rev ?? 0);
  const gates = [...workspace.tables.gate.values()].map((gate) => gate.id + gate.rev);
  const parts = [...items_of(entry.id), ...sign_offs_of(entry.id)].map((part) => part.id + part.rev);
  return [entry.id, entry.rev, ...named, ...offers, ...gates, ...parts].join();
}
