// What people do to prospects, as commands with the words of the undo bar.
import type { JourneyStage, Prospect } from "../../protocol/records";
import { stage_words, word } from "../../parts/words";
import { workspace, type Outcome } from "../../store/workspace.svelte";
import type { ProspectFields } from "./prospects";

export function create_prospect(id: string, fields: ProspectFields & { account_id: string }): Promise<Outcome> {
  return workspace.send("prospect.create", { id, ...fields }, { label: `Added ${fields.name}` });
}

export function change_prospect(prospect: Prospect, fields: Partial<ProspectFields>): Promise<Outcome> {
  return workspace.send("prospect.update", { id: prospect.id, ...fields }, { base_rev: prospect.rev, label: `Changed ${fields.name ?? prospect.name}` });
}

export async function set_stage(prospect: Prospect, stage: JourneyStage): Promise<Outcome> {
  const label = stage ? `${prospect.name} is now in ${word(stage_words, stage).toLowerCase()}` : `${prospect.name} is in no stage any more`;
  const outcome = await workspace.send("prospect.update", { id: prospect.id, stage }, { base_rev: prospect.rev, label });
  if (outcome.type === "refused") workspace.notify("error", outcome.message);
  return outcome;
}

export async function delete_prospect(prospect: Prospect): Promise<void> {
  const outcome = await workspace.send("prospect.delete", { id: prospect.id }, { base_rev: prospect.rev, label: `Deleted ${prospect.name}` });
  if (outcome.type === "refused") workspace.notify("error", outcome.message);
}
