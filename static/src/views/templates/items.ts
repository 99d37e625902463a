// The items of a template in words, and what an edit makes of them. Pure.
import { channel_words, count, kind_words, word } from "../../parts/words";
import type { Template, TemplateItem } from "../../protocol/generated";
import type { Member } from "../../protocol/records";
import { money, read_money } from "../campaign/words";

export type Goods = Pick<TemplateItem, "budget" | "audience_ids" | "offer_ids">;

export type ItemFields = Pick<TemplateItem, "title" | "kind" | "channel" | "status" | "day" | "days" | "time" | "minutes" | "working_days" | "follows_id" | "needs_ids" | "checklist" | "owner" | "owner_role"> & Goods;

export const fresh_item: ItemFields = { title: "", kind: "push", channel: "", status: "planned", day: 0, days: 1, time: "", minutes: 60, working_days: true, follows_id: null, needs_ids: [], checklist: [], owner: "campaign_owner", owner_role: "", budget: null, audience_ids: [], offer_ids: [] };

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

/** "1,800 · Nordics · Two months free": what it may cost, whom it is for, what it offers; nothing for a name that is gone. */
export function goods_words(goods: Goods, name_of: (id: string) => string | undefined): string {
  const names = [...goods.audience_ids, ...goods.offer_ids].flatMap((id) => name_of(id) ?? []);
  return [goods.budget === null ? "" : money(goods.budget), ...names].filter(Boolean).join(" · ");
}

/** As they stand in a form. */
export interface GoodsDraft {
  budget: string;
  audience_ids: string[];
  offer_ids: string[];
}

export function draft_of(goods: Goods): GoodsDraft {
  return { budget: goods.budget === null ? "" : money(goods.budget), audience_ids: [...goods.audience_ids], offer_ids: [...goods.offer_ids] };
}

/** Nothing if the budget cannot be read. */
export function goods_of(draft: GoodsDraft): Goods | undefined {
  const budget = read_money(draft.budget);
  return budget === undefined ? undefined : { budget, audience_ids: [...draft.audience_ids], offer_ids: [...draft.offer_ids] };
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
