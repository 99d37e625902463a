import { describe, expect, it } from "vitest";
import { gated, gate_name, gate_needs, suggestions } from "./gates";

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
});
