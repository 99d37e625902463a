import { expect, test } from "vitest";
import { filter_count, format_address, parse_address } from "./address";

const read = (address: string) => {
  const [path = "/", search = ""] = address.split("?");
  return parse_address(path, search);
};

test("address: what is written is read back the same", () => {
  for (const written of [
    "/",
    "/?view=timeline&on=2026-11-22&rows=owner&zoom=year",
    "/?calendars=A,B&kind=push,release&status=planned&owner=M1&team=sales&stage=interest&channel=email&tag=q4%20launch",
    "/?q=winter%20%26%20rail&entry=01J0000000000000000000000A",
    "/?entry=01J0000000000000000000000A&at=2026-03-30T09:00:00",
    "/?entry=01J0000000000000000000000A&at=2026-03-30",
    "/settings/feeds",
    "/invitation/tok_en-1",
  ]) {
    expect(format_address(read(written))).toBe(written);
  }
});

test("address: nonsense falls back to defaults", () => {
  const address = read("/?view=decade&on=2026-02-31&rows=moon&zoom=9&kind=,,");
  expect(address).toMatchObject({ page: "calendar", view: null, on: null, rows: "campaign", zoom: null });
  expect(filter_count(address.filters)).toBe(0);
  expect(read("/?entry=A&at=2026-03-30T9").at).toBeNull();
  expect(read("/?at=2026-03-30").at).toBeNull();
  expect(read("/nowhere").page).toBe("not_found");
  expect(read("/%E0%A4%A").page).toBe("not_found");
});
