import { expect, test } from "vitest";
import { blank } from "../../protocol/records";
import { parse_address } from "../../store/address";
import { address_of, describe_view, filters_of, is_shown, look_of } from "./saved";

const all = { calendar: () => true, member: () => true };
const now = parse_address("/", "?view=timeline&rows=owner&zoom=year&calendars=C&kind=push&status=planned&owner=M,nobody&team=sales&stage=interest&channel=email&tag=eu&q=pilot%20phase");
const view = (more: object) => ({ ...blank.saved_view, id: "V", name: "Mine", ...more });

test("saved views: what is shown comes back as it was", () => {
  const look = look_of(now, "timeline", all);
  expect(look).toMatchObject({ owner_ids: ["M"], unowned: true, words: "pilot phase", layout: "timeline", rows: "owner", zoom: "year" });
  expect(filters_of(look)).toEqual(now.filters);
  expect(address_of(look)).toMatchObject({ view: "timeline", rows: "owner", zoom: "year", q: "pilot phase", page: "calendar" });
  expect(is_shown(look, now, "timeline")).toBe(true);
});

test("saved views: any difference counts, the order of choices does not", () => {
  const look = look_of(parse_address("/", "?kind=push,release"), "", all);
  expect(is_shown(look, parse_address("/", "?kind=release,push"), "month")).toBe(true);
  for (const other of ["", "?kind=push", "?kind=push,release&tag=x", "?kind=push,release&q=x"]) expect(is_shown(look, parse_address("/", other), "month"), other).toBe(false);
});

test("saved views: one that keeps its layout is shown in that layout only, another in all", () => {
  const empty = parse_address("/", "");
  expect(is_shown(look_of(empty, "list", all), empty, "month")).toBe(false);
  expect(is_shown(look_of(empty, "", all), empty, "week")).toBe(true);
  expect(address_of(look_of(empty, "", all))).not.toHaveProperty("view");
});

test("saved views: what is not known is left out, unless everything would pass then", () => {
  const known = { calendar: (id: string) => id === "C", member: () => false };
  const look = look_of(parse_address("/", "?calendars=C,gone&owner=gone&kind=push,party"), "", known);
  expect(look).toMatchObject({ calendar_ids: ["C"], owner_ids: ["gone"], kinds: ["push"] });
});

test("saved views: in words, without naming what one cannot see", () => {
  const names = { calendar: (id: string) => ({ C: "Campaigns" })[id], member: () => undefined };
  expect(describe_view(view({}), names)).toBe("Everything you can see");
  expect(describe_view(view({ layout: "list", calendar_ids: ["C", "0"], statuses: ["live"], unowned: true, tags: ["eu"], words: "pilot" }), names))
    .toBe("List · Campaigns, a calendar you cannot see · live · nobody’s · #eu · “pilot”");
});
