import { expect, test } from "vitest";
import { repeat_words, rule_words } from "./rule_words";

const today = "2026-05-01";
const when = { starts_at: "2026-05-12T09:00:00", ends_at: "2026-05-12T10:00:00", zone: "Europe/Berlin" };
const words = (text: string): string => rule_words(text, when, today);

test("rule_words: what the editor makes reads as people say it", () => {
  expect(words("FREQ=DAILY")).toBe("Every day");
  expect(words("FREQ=DAILY;INTERVAL=3")).toBe("Every 3 days");
  expect(words("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")).toBe("Every weekday");
  expect(words("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR")).toBe("Every weekday");
  expect(words("FREQ=WEEKLY")).toBe("Every week on Tuesday");
  expect(words("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,TU;UNTIL=20260630T070000Z")).toBe("Every 2 weeks on Tuesday and Thursday until 30 June");
  expect(words("FREQ=MONTHLY;BYDAY=2TU")).toBe("Every month on the second Tuesday");
  expect(words("FREQ=MONTHLY;BYDAY=-1TU;COUNT=6")).toBe("Every month on the last Tuesday 6 times");
  expect(words("FREQ=MONTHLY;BYMONTHDAY=12")).toBe("Every month on the 12th");
  expect(words("FREQ=MONTHLY")).toBe("Every month on the 12th");
  expect(words("FREQ=MONTHLY;BYMONTHDAY=-1")).toBe("Every month on the last day");
  expect(words("FREQ=YEARLY;UNTIL=20290512T070000Z")).toBe("Every year on 12 May until 12 May 2029");
});

test("rule_words: the last day is told where the entry is, not in UTC", () => {
  const late = { starts_at: "2026-05-12T21:00:00", ends_at: "2026-05-12T22:00:00", zone: "America/New_York" };
  expect(rule_words("FREQ=DAILY;UNTIL=20260701T010000Z", late, today)).toBe("Every day until 30 June");
});

test("rule_words: rules of other apps get a plain sentence, too", () => {
  expect(words("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")).toBe("Every month on the last weekday");
  expect(words("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13")).toBe("Every month on Friday when it is the 13th");
  expect(words("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")).toBe("Every year on the fourth Thursday of November");
  expect(words("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1")).toBe("Every year on the 1st of March and September");
  expect(words("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO")).toBe("Every year on every Monday in week 20 of the year");
  expect(words("FREQ=YEARLY;BYYEARDAY=1,-1")).toBe("Every year on day 1 and last of the year");
  expect(words("FREQ=DAILY;BYMONTH=1;BYHOUR=9,17;BYMINUTE=30")).toBe("Every day in January at 9:30 and 17:30");
  expect(words("FREQ=HOURLY;INTERVAL=4;COUNT=1")).toBe("Every 4 hours once");
  expect(words("FREQ=MONTHLY;BYDAY=1MO,3MO;BYSETPOS=1")).toBe("Every month on the first Monday and the third Monday but only the first of them");
  expect(words("FREQ=MOONLY")).toBe("Repeats by a rule of another calendar app");
});

test("rule_words: never the rule's own text", () => {
  for (const frequency of ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    for (const part of ["BYDAY=MO", "BYMONTHDAY=-2", "BYMONTH=2", "BYYEARDAY=100", "BYWEEKNO=-1", "BYHOUR=9", "BYMINUTE=5", "BYSECOND=1", "BYSETPOS=2;BYDAY=MO,WE", "WKST=SU"])
      expect(words(`FREQ=${frequency};${part}`), part).toMatch(/^Every [a-z0-9 ,A-Z:]+$/);
});

test("repeat_words: further dates and those left out are told", () => {
  const rrule = ["FREQ=WEEKLY"];
  expect(repeat_words({ when, rrule, rdate: ["2026-06-03T09:00:00"], exdate: [] }, today)).toBe("Every week on Tuesday, and on 3 June");
  expect(repeat_words({ when, rrule, rdate: [], exdate: ["2026-05-19T09:00:00"] }, today)).toBe("Every week on Tuesday, but not on 19 May");
  expect(repeat_words({ when, rrule: [], rdate: ["2026-06-03T09:00:00", "2027-06-04T09:00:00"], exdate: [] }, today)).toBe("On 2 further dates");
  expect(repeat_words({ when: null, rrule, rdate: [], exdate: [] }, today)).toBe("");
});
