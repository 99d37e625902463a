import { expect, test } from "vitest";
import { no_filters } from "../../store/address";
import { absolute_url, calendar_apps, feed_path, reachable_from_internet, webcal_url } from "./apps";
import { blank } from "../../protocol/records";
import { describe_feed, draft_from_filters, draft_from_link, draft_from_view, draft_to_send } from "./feeds";

test("feeds: a link begins with what is filtered, without what is gone", () => {
  const filters = { ...no_filters(), kind: ["push", "party"], calendars: ["C", "gone"], owner: ["M", "nobody"], team: ["sales"] };
  expect(draft_from_filters(filters, { member: (id) => id === "M", calendar: (id) => id === "C" }))
    .toMatchObject({ kinds: ["push"], calendar_ids: ["C"], owner_ids: ["M"], unowned: true, teams: ["sales"], detail: "full" });
});

test("feeds: a saved view becomes a feed of the same, never a wider one", () => {
  const known = { member: () => true, calendar: (id: string) => id === "C" };
  const view = { ...blank.saved_view, id: "V", name: "Launch", calendar_ids: ["C", "hidden"], journey_stages: ["interest" as const], channels: ["email" as const], unowned: true, tags: ["eu"] };
  expect(draft_from_view(view, known)).toMatchObject({ name: "Launch", calendar_ids: ["C"], journey_stages: ["interest"], channels: ["email"], unowned: true, tags: ["eu"] });
  expect(draft_from_view({ ...view, calendar_ids: ["hidden"] }, known).calendar_ids).toEqual(["hidden"]); // refused, not everything
});

test("feeds: reminders are asked for, kept on a change, and only sent where everything is told", () => {
  const fresh = draft_from_filters(no_filters(), { member: () => true, calendar: () => true });
  expect(fresh.alarms).toBe(false);
  const kept = draft_from_link({ ...blank.feed_link, id: "F", name: " Mine ", alarms: true });
  expect(draft_to_send(kept)).toMatchObject({ name: "Mine", detail: "full", alarms: true });
  for (const detail of ["titles", "busy"] as const) expect(draft_to_send({ ...kept, detail }).alarms, detail).toBe(false);
  const free = draft_from_link({ ...blank.feed_link, id: "F", days_off: true });
  expect(draft_to_send({ ...free, detail: "titles" }).days_off).toBe(true);
  expect(draft_to_send({ ...free, detail: "busy" }).days_off, "busy times only").toBe(false);
});

test("feeds: what a link holds in words", () => {
  const name = { calendar: (id: string) => ({ C: "Campaigns" })[id], member: () => undefined };
  const none = { calendar_ids: [], kinds: [], statuses: [], teams: [], owner_ids: [], unowned: false, journey_stages: [], channels: [], tags: [] };
  expect(describe_feed(none, name)).toBe("Everything you can see");
  expect(describe_feed({ ...none, calendar_ids: ["C", "gone"], kinds: ["push"], tags: ["q4"] }, name)).toBe("Campaigns · Prospecting push · #q4");
});

test("feeds: addresses for the apps carry the whole link, escaped", () => {
  const url = absolute_url("/feeds/T0k_en/launch plan.ics", "https://cal.example.com");
  expect(url).toBe("https://cal.example.com/feeds/T0k_en/launch%20plan.ics");
  expect(webcal_url(url)).toBe("webcal://cal.example.com/feeds/T0k_en/launch%20plan.ics");
  const google = calendar_apps[0]?.link?.(url, "Launch") ?? "";
  expect(new URL(google).searchParams.get("cid")).toBe(webcal_url(url));
  const outlook = calendar_apps[1]?.link?.(url, "A & B") ?? "";
  expect(new URL(outlook).searchParams.get("name")).toBe("A & B");
});

test("feeds: the path ends with a readable name", () => {
  expect(feed_path("T0k_en", "Launch: Größe & Plan ")).toBe("/feeds/T0k_en/launch-gro-e-plan.ics");
  expect(feed_path("T0k_en", "日本")).toBe("/feeds/T0k_en/tandem.ics");
});

test("feeds: an address only the own network knows is told apart", () => {
  for (const origin of ["http://cal.example.com", "https://127.0.0.1:8080", "https://10.1.2.3", "https://172.20.0.1", "https://tandem", "https://tandem.local", "https://[::1]"])
    expect(reachable_from_internet(origin), origin).toBe(false);
  expect(reachable_from_internet("https://cal.company.com")).toBe(true);
});
