import { expect, test } from "vitest";
import { format_rights, is_team, parse_rights, with_right } from "./rights";
import { device_name } from "./devices";

test("rights: texts and rows are each other's inverse, nonsense is passed over", () => {
  const rights = ["sales:read", "01J0000000000000000000000A:write"];
  expect(format_rights(parse_rights(rights))).toEqual(rights);
  expect(parse_rights(["sales", ":read", "sales:fly"])).toEqual([]);
});

test("rights: one entry for each team or member", () => {
  expect(with_right(["sales:read"], "sales", "write")).toEqual(["sales:write"]);
  expect(with_right(["sales:read", "other:none"], "sales", null)).toEqual(["other:none"]);
  expect([is_team("sales"), is_team("everyone")]).toEqual([true, false]);
});

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome on Linux"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1", "Safari on iPhone"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox on Mac"],
  ["Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome on Android"],
  ["curl/8.5.0", "curl"],
  ["", "An unnamed device"],
])("devices: %s", (agent, name) => {
  expect(device_name(agent).name).toBe(name);
});
