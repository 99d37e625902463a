import { expect, test } from "vitest";
import { parse_rule, rule_text } from "./rule";

test("rule: what the server spells is read and written back the same", () => {
  for (const text of [
    "FREQ=WEEKLY;BYDAY=TU",
    "FREQ=WEEKLY;UNTIL=20260630T070000Z;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=MONTHLY;COUNT=10;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=1,3;BYSETPOS=1,-1;BYDAY=MO,TU;WKST=SU",
    "FREQ=DAILY;UNTIL=20260630",
  ]) {
    const rule = parse_rule(text);
    expect(rule && rule_text(rule)).toBe(text);
  }
});

test("rule: any order and case, and parts of other producers, are taken", () => {
  expect(parse_rule("byday=+2tu;X-NOTE=1;freq=monthly;")).toMatchObject({ frequency: "monthly", by_day: [{ nth: 2, day: 2 }] });
});

test("rule: what no rule has makes it none, never half of one", () => {
  for (const text of ["", "BYDAY=TU", "FREQ=DAILY;FREQ=DAILY", "FREQ=SOMETIMES", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=x", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;UNTIL=soon", "FREQ=DAILY;BYMOON=1", "FREQ=DAILY;BYHOUR="]) {
    expect(parse_rule(text), text).toBeNull();
  }
});
