import { describe, expect, it } from "vitest";
import type { TemplateItem } from "../../protocol/generated";
import type { Member } from "../../protocol/records";
import { after, draft_of, fresh_item, goods_of, goods_words, item_facts, may_change, place_words } from "./items";

describe("an item of a template", () => {
  it("says where it lies", () => {
    const live = { title: "Webinar" };
    expect(place_words({ ...fresh_item, day: 21, time: "11:00" })).toBe("Day 22, 11:00");
    expect(place_words({ ...fresh_item, day: -3 })).toBe("3 days before the first day");
    expect(place_words({ ...fresh_item, day: 1, days: 5 }, live)).toBe("1 day after “Webinar”, 5 days long");
    expect(place_words({ ...fresh_item, day: 0 }, live)).toBe("with “Webinar”");
    expect(place_words({ ...fresh_item, day: null })).toBe("An idea without a date");
    expect(item_facts({ ...fresh_item, channel: "phone", owner: "role", owner_role: "Sales" })).toBe("Prospecting push · Phone · Sales");
  });

  it("says what it costs, whom it is for and what it offers, and no name that is gone", () => {
    const names = new Map([["a", "Nordics"], ["o", "Two months free"]]);
    const goods = { budget: 1800, audience_ids: ["a", "gone"], offer_ids: ["o"] };
    expect(goods_words(goods, (id) => names.get(id))).toBe("1,800 · Nordics · Two months free");
    expect(goods_words(fresh_item, (id) => names.get(id))).toBe("");
    expect(goods_of(draft_of(goods))).toEqual(goods);
    expect(goods_of({ ...draft_of(goods), budget: " " })).toEqual({ ...goods, budget: null });
    expect(goods_of({ ...draft_of(goods), budget: "much" })).toBeUndefined();
  });

  it("follows and needs nothing that comes after it", () => {
    const item = (id: string, follows_id: string | null, needs_ids: string[] = []) => ({ ...fresh_item, id, follows_id, needs_ids }) as TemplateItem;
    expect([...after([item("a", null), item("b", "a"), item("c", null, ["b"]), item("d", null)], "a")].sort()).toEqual(["a", "b", "c"]);
  });

  it("is changed by leads and by whoever made the template", () => {
    const of = (id: string, role: string) => ({ id, role }) as Member;
    expect([of("a", "member"), of("b", "member"), of("b", "lead"), of("a", "viewer")].map((me) => may_change({ created_by: "a" }, me))).toEqual([true, false, true, false]);
  });
});
