// Saving the repeat editor: the rule, and where the series then begins. Of what repeats already it asks from when on.
import type { Entry, When } from "../../protocol/records";
import { route } from "../../store/route.svelte";
import { workspace } from "../../store/workspace.svelte";
import { days_between } from "../../time/dates";
import { start_of } from "../../time/occurrences";
import { first_date, from_repeat_form, left_of_count, start_of_when, type RepeatForm } from "../../time/repeat_form";
import { move_days } from "../../time/when";
import { change_part, still_saving, type Done } from "../actions";
import { question } from "./question.svelte";

/** `was` is the form before it was changed, null if the rule was none of the editor's. */
export async function save_repeat(entry: Entry, form: RepeatForm, was: RepeatForm | null): Promise<Done> {
  const series = workspace.entries.get(entry.id) ?? entry;
  const title = `“${entry.title.slice(0, 40)}”`;
  const label = form.shape === "none" ? `${title} repeats no more` : `Changed when ${title} repeats`;
  if (!entry.at) return workspace.send("entry.update", { id: entry.id, ...fields_for(form, entry.when) }, { base_rev: entry.rev, label });
  if (still_saving(entry)) return { type: "dropped" };
  const part = await question.ask(entry, { title: `Change when ${title} repeats` }, ["following", "all"]);
  if (!part) return { type: "dropped" };
  if (part.scope === "all") return change_series(series, form, label);
  const same_count = was?.ends === "after" && form.ends === "after" && was.count === form.count;
  const count = same_count && series.when && entry.when ? left_of_count(was, series.when, start_of_when(entry.when)) : form.count;
  return change_part(entry, part, fields_for({ ...form, count }, entry.when), label);
}

async function change_series(series: Entry, form: RepeatForm, label: string): Promise<Done> {
  const fields = fields_for(form, series.when);
  const sent = workspace.send("entry.update", { id: series.id, ...fields }, { base_rev: series.rev, label });
  if (route.entry === series.id) route.set({ entry: series.id, at: fields.when ? start_of(fields.when) : route.now.at }, "replace");
  return sent;
}

/** A series begins on a day that its rule names: else the first would stand there as one of no rhythm. */
function fields_for(form: RepeatForm, when: When | null): { rrule: string[]; when?: When } {
  if (!when) return { rrule: [] };
  const made = from_repeat_form(form, when);
  const by = form.shape === "none" ? 0 : days_between(start_of_when(when), first_date(form, when));
  return { rrule: "rrule" in made ? made.rrule : [], ...(by ? { when: move_days(when, by) } : {}) };
}
