// Which view is being saved or changed, and which was asked to become a feed; the dialog and the feeds page follow.
import type { SavedView } from "../../protocol/records";
import { route } from "../../store/route.svelte";
import { workspace } from "../../store/workspace.svelte";
import { address_of, describe_view, is_shown } from "./saved";

class Saving {
  editing = $state.raw<SavedView | "new" | null>(null);
  feed_of = $state.raw<SavedView | null>(null);

  begin(view: SavedView | "new" = "new"): void {
    this.editing = view;
  }

  end(): void {
    this.editing = null;
  }

  /** The feeds page takes it from here, once. */
  offer_feed(view: SavedView): void {
    this.feed_of = view;
    route.go("settings", "feeds");
  }

  take_feed(): SavedView | null {
    const view = this.feed_of;
    this.feed_of = null;
    return view;
  }
}

export const saving = new Saving();

const views = $derived([...workspace.tables.saved_view.values()].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id)));
const shown = $derived(route.page === "calendar" ? views.filter((view) => is_shown(view, route.now, route.view)) : []);

export const saved_views = {
  get all(): SavedView[] {
    return views;
  },
  is_shown: (view: SavedView): boolean => shown.includes(view),
};

const names = { calendar: (id: string) => workspace.calendars.get(id)?.name, member: (id: string) => workspace.members.get(id)?.name };
export const described = (view: Parameters<typeof describe_view>[0]): string => describe_view(view, names);

export function open_view(view: SavedView): void {
  route.set(address_of(view));
}

export async function delete_view(view: SavedView): Promise<void> {
  const outcome = await workspace.send("saved_view.delete", { id: view.id }, { base_rev: view.rev, label: `Deleted the view “${view.name}”` });
  if (outcome.type === "refused") workspace.notify("error", `“${view.name}” stays. ${outcome.message}`);
}

export function may_change_view(view: SavedView): boolean {
  const { me } = workspace;
  if (view.shared && me.role === "viewer") return false;
  return view.created_by === me.id || (view.shared && (me.role === "lead" || me.role === "admin"));
}
