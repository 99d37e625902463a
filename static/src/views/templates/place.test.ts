import { describe, expect, it } from "vitest";
import cases from "../../../../tests/data/template_plans.json";
import type { Blackout, TemplateItem } from "../../protocol/generated";
import { by_day, in_order, place_items, roles_of, titled } from "./place";

interface Case {
  says: string;
  starts_on: string;
  team?: "sales";
  blackouts?: object[];
  items: { day: number | null; follows?: number }[];
  is?: (string[] | null)[];
  refused?: string;
}

const base = { id: "", rev: 1, created_at: "", created_by: null, updated_at: "" };
const item = (number: number, more: object = {}): TemplateItem => ({
  ...base, id: `I${number + 1}`, template_id: "T", title: `Item ${number + 1}`, kind: "push", summary: "", channel: "", journey_stage: "", status: "planned",
  day: null, days: 1, time: "", minutes: 60, working_days: false, follows_id: null, needs_ids: [], checklist: [], owner: "campaign_owner", owner_role: "", position: number, budget: null, audience_ids: [], offer_ids: [], ...more,
});

describe("the items of a template", () => {
  it("fall as the table says, which the server reads, too", () => {
    for (const one of cases as Case[]) {
      const items = one.items.map(({ follows, ...more }, number) => item(number, { ...more, follows_id: follows === undefined ? null : `I${follows + 1}` }));
      const blackouts = (one.blackouts ?? []).map((given) => ({ ...base, name: "Off", kind: "blackout", yearly: false, ...given }) as Blackout);
      const plan = place_items(items, { first_on: one.starts_on, zone: "Europe/Berlin", blackouts, team_of: () => one.team ?? "marketing" });
      if (!plan.ok) {
        expect(plan.message, one.says).toBe(one.refused);
        continue;
      }
      const found = plan.placed.map(({ when }) => when && ("starts_on" in when ? [when.starts_on, when.ends_on] : [when.starts_at, when.ends_at]));
      expect(found, one.says).toEqual(one.is);
    }
  });

  it("stand after what they follow or need", () => {
    const all = [item(0, { follows_id: "I3" }), item(1, { needs_ids: ["I1"] }), item(2)];
    expect(in_order(all).map(({ id }) => id)).toEqual(["I3", "I1", "I2"]);
  });

  it("are listed by day, what follows others among them", () => {
    const all = [item(0, { day: 20 }), item(1, { day: -5, follows_id: "I1" }), item(2, { status: "idea" }), item(3, { day: 3 })];
    expect(by_day(all).map(({ id }) => id)).toEqual(["I4", "I2", "I1", "I3"]);
  });

  it("carry the title of the campaign, and ask for the members of their roles", () => {
    expect(titled("Calls after {title}", "Spring fair")).toBe("Calls after Spring fair");
    expect(titled("{title}: live", " ")).toBe("The campaign: live");
    const all = [item(0, { owner: "role", owner_role: "Speaker" }), item(1), item(2, { owner: "role", owner_role: "Sales" }), item(3, { owner: "role", owner_role: "Speaker" })];
    expect(roles_of(all)).toEqual(["Speaker", "Sales"]);
  });
});
