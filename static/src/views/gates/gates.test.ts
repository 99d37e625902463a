import { describe, expect, it } from "vitest";
import { blank, type Entry, type Status } from "../../protocol/records";
import type { SignOff } from "../../protocol/generated";
import { gated, gate_name, gate_needs, suggestions, wanted_of } from "./gates";

describe("gates", () => {
  it("say what they are for and what they need", () => {
    const gate = { kind: "push", status: "confirmed", rules: ["owner", "offer"], sign_offs: 2, sign_off_role: "lead", sign_off_team: "sales" } as const;
    expect(gate_name(gate)).toBe("Prospecting push → Confirmed");
    expect(gate_needs({ ...gate, rules: [...gate.rules] })).toBe("an owner, an offer that is valid on the date, 2 sign-offs by leads of sales");
  });

  it("are suggested once for each kind and status, where a gate may stand", () => {
    expect(new Set(suggestions.map(gate_name)).size).toBe(suggestions.length);
    for (const one of suggestions) {
      expect(gated).toContain(one.status);
      expect(one.rules.length + one.sign_offs).toBeGreaterThan(0);
    }
  });

  it("leave to a member what they have not signed as it stands, unless it is over", () => {
    const entry = (status: Status) => ({ ...blank.entry, status }) as Entry;
    const entries: Record<string, Entry> = { E: entry("planned"), X: entry("cancelled") };
    const one = (id: string, state: SignOff["state"], entry_id = "E", member_id = "me") => ({ ...blank.sign_off, id, rev: 1, member_id, state, entry_id }) as SignOff;
    const all = [one("4", "withdrawn"), one("1", "wanted", "not known yet"), one("2", "given"), one("3", "refused"), one("5", "wanted", "X"), one("6", "wanted", "E", "other")];
    expect(wanted_of(all, "me", (id) => entries[id]).map(({ id }) => id)).toEqual(["1", "4"]);
  });
});
