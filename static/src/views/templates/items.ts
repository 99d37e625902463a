// The items of a template in words, and what an edit makes of them. Pure.
import { channel_words, count, kind_words, word } from "../../parts/words";
import type { Template, TemplateItem } from "../../protocol/generated";
import type { Member } from "../../protocol/records";

export type ItemFields = Pick<TemplateItem, "title" | "kind" | "channel" | "status" | "day" | "days" | "time" | "minutes" | "working_days" | "follows_id" | "needs_ids" | "checklist" | "owner" | "owner_role">;

export const fresh_item: ItemFields = { title: "", kind: "push", channel: "", status: "planned", day: 0, days: 1, time: "", minutes: 60, working_days: true, follows_id: null, needs_ids: [], checklist: [], owner: "campaign_owner", owner_role: "" };

export function may_change(one: Pick<Template, "created_by">, me: Member): boolean {
  return me.role === "admin" || me.role === "lead" || (me.role !== "viewer" && one.created_by === me.id);
}

/** "Day 22, 11:00", "3 days after Webinar, 5 days long", "2 days before Webinar", "An idea without a date" */
export function place_words(item: ItemFields, followed?: Pick<TemplateItem, "title">): string {
  if (item.day === null) return "An idea without a date";
  const length = item.time ? item.time : item.days > 1 ? `${item.days} days long` : "";
  return [followed ? distance(item.day, `“${followed.title}”`) : item.day < 0 ? distance(item.day, "the first day") : `Day ${item.day + 1}`, length].filter(Boolean).join(", ");
}

function distance(days: number, from: string): string {
  if (days === 0) return `with ${from}`;
  return `${count(Math.abs(days), "day")} ${days < 0 ? "before" : "after"} ${from}`;
}

/** "Prospecting push · Phone · Sales" */
export function item_facts(item: ItemFields): string {
  const owner = item.owner === "role" ? item.owner_role : item.owner === "campaign_owner" ? "campaign owner" : "nobody yet";
  return [word(kind_words, item.kind), item.channel ? word(channel_words, item.channel) : "", owner].filter(Boolean).join(" · ");
}

/** What follows or needs `id`, and what that leads to: none of these may be followed or needed by it. */
export function after(items: readonly TemplateItem[], id: string): Set<string> {
  const found = new Set([id]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const item of items)
      if (!found.has(item.id) && [item.follows_id, ...item.needs_ids].some((other) => other !== null && found.has(other))) {
        found.add(item.id);
        grown = true;
      }
  }
  return found;
}
