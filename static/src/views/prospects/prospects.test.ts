import { expect, test } from "vitest";
import { blank, type Prospect } from "../../protocol/records";
import { changed_fields, fields_of, mail_link, people_of, phone_link } from "./prospects";

const person = (id: string, more: Partial<Prospect>): Prospect => ({ id, ...blank.prospect, account_id: "A", ...more });

test("the people of an account stand by name", () => {
  const all = [person("1", { name: "Östen" }), person("2", { name: "Ada" }), person("3", { name: "Bo", account_id: "B" })];
  expect(people_of(all, "A").map((one) => one.name)).toEqual(["Ada", "Östen"]);
});

test("only certain addresses and numbers become links", () => {
  expect(mail_link("ida@hanse.example")).toBe("mailto:ida@hanse.example");
  expect(mail_link("ida@hanse.example?bcc=x@y.example")).toBeNull();
  expect(mail_link("ida")).toBeNull();
  expect(phone_link("+49 (40) 123-45")).toBe("tel:+494012345");
  expect(phone_link("ask Ida")).toBeNull();
});

test("a form sends what it changed, and nothing else", () => {
  const before = fields_of(person("1", { name: "Ida", stage: "interest" }), "ME");
  expect(changed_fields(before, { ...before, stage: "purchase", value: 5 })).toEqual({ stage: "purchase", value: 5 });
  expect(fields_of(null, "ME").owner_id).toBe("ME");
});
