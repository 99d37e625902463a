// The question that every edit of a series asks: this one, this and following, or all. One at a time; it remembers nothing.
import type { Entry } from "../../protocol/records";
import { clock } from "../../store/clock.svelte";
import { workspace } from "../../store/workspace.svelte";
import { scope_choices, type Scope, type ScopeChoice, type SeriesEdit } from "../../time/series_edit";

export interface Asked {
  title: string;
  note: string; // what the edit does, under the title
  danger: boolean;
  choices: ScopeChoice[];
  answer: (scope: Scope | null) => void;
}

export type Words = { title: string; note?: string; danger?: boolean };

const every: readonly Scope[] = ["this", "following", "all"];

class Question {
  asked = $state.raw<Asked | null>(null);

  /** Null when people thought better of it. With one choice only there is nothing to ask. */
  async ask(entry: Entry, { title, note = "", danger = false }: Words, scopes: readonly Scope[] = every): Promise<SeriesEdit | null> {
    const occurrence = entry.at ?? "";
    const choices = scope_choices(workspace.entries.get(entry.id) ?? entry, occurrence, clock.today, scopes);
    const only = choices.length === 1 ? choices[0] : undefined;
    if (only) return { occurrence, scope: only.scope };
    this.asked?.answer(null);
    const scope = await new Promise<Scope | null>((answer) => {
      this.asked = { title, note, danger, choices, answer };
    });
    this.asked = null;
    return scope && { occurrence, scope };
  }
}

export const question = new Question();
