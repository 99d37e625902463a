// Saving single fields of the open entry. A refusal stands at its field until that field is changed again.
import type { Entry } from "../../protocol/records";
import { field_words, word } from "../../parts/words";
import { change_entry } from "../actions";
import { workspace } from "../../store/workspace.svelte";

export class Editor {
  errors = $state<Record<string, string>>({});
  #entry: () => Entry;

  constructor(entry: () => Entry) {
    this.#entry = entry;
  }

  /** False if the author thought better of it. */
  async save(fields: Partial<Entry>, label?: string): Promise<boolean> {
    const entry = this.#entry();
    const names = Object.keys(fields);
    for (const name of names) delete this.errors[name];
    const words = names.map((name) => word(field_words, name).toLowerCase()).join(" and ");
    const outcome = await change_entry(entry, fields, label ?? `Changed ${words} of “${entry.title.slice(0, 40)}”`);
    if (outcome.type !== "refused") return outcome.type !== "dropped";
    const field = outcome.field && names.includes(outcome.field) ? outcome.field : names[0];
    if (field) this.errors[field] = outcome.message;
    else workspace.notify("error", outcome.message);
    return true;
  }
}
