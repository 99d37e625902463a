// What ids stand for, as the workspace tells it to this member.
import { workspace } from "../../store/workspace.svelte";
import type { Names } from "./describe";

export const names: Names = {
  member: (id) => workspace.members.get(id),
  entry: (id) => workspace.entries.get(id)?.title,
  calendar: (id) => workspace.calendars.get(id)?.name,
  account: (id) => workspace.accounts.get(id)?.name,
  audience: (id) => workspace.tables.audience.get(id)?.name,
  offer: (id) => workspace.tables.offer.get(id)?.name,
};
