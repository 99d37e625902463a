// Templates as the page asks for them: which is about to be used, which campaign is about to be saved.
import type { Template, TemplateItem } from "../../protocol/generated";
import type { Entry, When } from "../../protocol/records";
import { workspace } from "../../store/workspace.svelte";
import { in_order } from "./place";

class Templating {
  /** The dialog of a use is open; with a template and a day where they are known. */
  using = $state.raw<{ template_id: string; on: string | null; title: string } | null>(null);
  saving = $state.raw<Entry | null>(null);
  /** One of the dialogs was asked for: from then on they are there. */
  wanted = $state(false);

  all: Template[] = $derived([...workspace.tables.template.values()].sort((a, b) => a.name.localeCompare(b.name)));

  use(template_id = "", when: When | null = null, title = ""): void {
    const on = when ? ("starts_on" in when ? when.starts_on : when.starts_at.slice(0, 10)) : null;
    this.using = { template_id, on, title };
    this.wanted = true;
  }

  save(campaign: Entry): void {
    this.saving = campaign;
    this.wanted = true;
  }

  /** What was asked for did not come: the next time it is asked for again. */
  drop(): void {
    this.using = this.saving = null;
    this.wanted = false;
  }

  items(template_id: string): TemplateItem[] {
    return in_order([...workspace.tables.template_item.values()].filter((item) => item.template_id === template_id));
  }

  /** Of an audience or an offer. */
  readonly name_of = (id: string): string | undefined => (workspace.tables.audience.get(id) ?? workspace.tables.offer.get(id))?.name;
}

export const templating = new Templating();
