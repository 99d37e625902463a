// Logging a touch: the one place that writes it, so that button, dialog and page say and send the same.
import { outcome_words, word } from "../../parts/words";
import type { Account, Channel, Entry, LocalDate, TouchOutcome } from "../../protocol/records";
import { now_ms } from "../../time/clock";
import { new_id, workspace } from "../../store/workspace.svelte";

export interface TouchDraft {
  account: Account;
  entry: Entry | null;
  channel: Channel;
  outcome: TouchOutcome;
  note: string;
  next_step: string;
  next_step_on: LocalDate | null;
}

/** Shown at once, kept while offline, sent with its id; refusals come back as a notice. */
export function log_touch(draft: TouchDraft): void {
  const args = {
    account_id: draft.account.id,
    entry_id: draft.entry?.id ?? null,
    channel: draft.channel,
    outcome: draft.outcome,
    note: draft.note.trim(),
    next_step: draft.next_step.trim(),
    next_step_on: draft.next_step_on,
    touched_at: new Date(now_ms()).toISOString(),
  };
  void workspace
    .send("touch.create", args, { label: `Logged ${draft.account.name}: ${word(outcome_words, draft.outcome).toLowerCase()}` })
    .then((outcome) => {
      if (outcome.type === "refused") workspace.notify("error", `Not logged: ${draft.account.name}. ${outcome.message}`);
    });
}

/** A company met for the first time: its name is enough to begin with. */
export function add_account(name: string): Account {
  const id = new_id();
  void workspace.send("account.create", { id, name, owner_id: workspace.me.id }, { label: `Added ${name}` }).then((outcome) => {
    if (outcome.type === "refused") workspace.notify("error", `${name} was not added. ${outcome.message}`);
  });
  return workspace.accounts.get(id) as Account;
}

/** How a push is worked: its channel, else the phone. */
export function channel_for(entry: Entry | null): Channel {
  return entry && entry.channel !== "" ? entry.channel : "phone";
}

