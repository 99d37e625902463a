import { expect, test } from "vitest";
import { blank } from "../../protocol/records";
import { hour_choices, mail_choices } from "./mail";

test("Mail: who has set nothing is shown what the server then does", () => {
  expect(mail_choices.map(({ field }) => blank.preference[field])).toEqual([true, true, true]);
  expect(hour_choices[blank.preference.mail_hour]?.label).toBe("07:00");
});

test("Mail: every hour of the day can be chosen", () => {
  expect(hour_choices.map(({ value }) => Number(value))).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
});
