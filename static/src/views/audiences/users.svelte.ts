// Which entries use an audience, asked of the server: they may lie in days that are not loaded, or be hidden.
import { count } from "../../parts/words";
import type { Entry } from "../../protocol/records";
import { workspace } from "../../store/workspace.svelte";

const pause_ms = 400;

export class Users {
  state = $state<"asking" | "known" | "missing">("asking");
  #ids = $state.raw<string[]>([]);
  hidden = $state(0);
  readonly entries: Entry[] = $derived(this.#ids.flatMap((id) => workspace.entries.get(id) ?? []));

  /** What deleting it takes along. */
  get lost_words(): string {
    if (this.state !== "known") return "Entries that use it reach nobody through it any more.";
    const parts = [this.entries.length ? count(this.entries.length, "entry", "entries") : "", this.hidden ? `${count(this.hidden, "entry", "entries")} that you may not see` : ""].filter(Boolean);
    return parts.length ? `${parts.join(" and ")} will reach nobody through it any more.` : "No entry uses it.";
  }

  soon(audience: string): () => void {
    const timer = setTimeout(() => void this.#ask(audience), this.state === "asking" ? 0 : pause_ms);
    return () => clearTimeout(timer);
  }

  async #ask(audience: string): Promise<void> {
    const answer = await workspace.ask.users_of(audience);
    if (!answer) {
      if (this.state === "asking") this.state = "missing";
      return;
    }
    this.#ids = answer.ids;
    this.hidden = answer.hidden;
    this.state = "known";
  }
}
