import { expect, test } from "vitest";
import type { Token } from "../../protocol/records";
import { app_passwords, calendar_apps, is_open_line, use_words, vdirsyncer_config } from "./setup";

const server = (id: string, origin: string): string | undefined => calendar_apps.find((app) => app.id === id)?.server(origin);

test("calendar apps: each is given the server in the form that it asks for", () => {
  expect(server("apple", "https://cal.example.com")).toBe("cal.example.com");
  expect(server("apple", "https://cal.example.com:8443")).toBe("cal.example.com:8443");
  expect(server("apple", "http://127.0.0.1:8080")).toBe("http://127.0.0.1:8080");
  for (const id of ["thunderbird", "davx5", "vdirsyncer"]) expect(server(id, "https://cal.example.com")).toBe("https://cal.example.com/");
});

test("calendar apps: vdirsyncer's lines hold what was given, quoted", () => {
  const lines = vdirsyncer_config("https://cal.example.com/", 'a"b@example.com', "s3cret");
  expect(lines).toContain('url = "https://cal.example.com/"');
  expect(lines).toContain('username = "a\\"b@example.com"');
  expect(lines).toContain('password = "s3cret"');
  expect(vdirsyncer_config("https://x/", "a", null)).toContain('password = "THE APP PASSWORD"');
});

test.each([["https://cal.example.com", false], ["http://127.0.0.1:8080", false], ["http://localhost", false], ["http://[::1]:80", false], ["http://tandem.lan", true]])(
  "calendar apps: over %s a password is open: %s", (origin, open) => expect(is_open_line(origin)).toBe(open),
);

test("calendar apps: only app passwords are listed, the newest first", () => {
  const token = (id: string, scope: Token["scope"], created_at: string) => ({ id, scope, created_at }) as Token;
  const all = [token("A", "dav", "2026-11-01T08:00:00Z"), token("B", "write", "2026-11-03T08:00:00Z"), token("C", "dav", "2026-11-02T08:00:00Z")];
  expect(app_passwords(all).map(({ id }) => id)).toEqual(["C", "A"]);
});

test("calendar apps: use is told no more exactly than it is noted, once an hour", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const words = (at: string | null) => use_words(at, now, "Europe/Berlin");
  expect(words(null)).toBe("Not used yet");
  expect(words("2026-11-22T11:20:00Z")).toBe("Used within the last hour");
  expect(words("2026-11-22T08:55:00Z")).toBe("Last used 3 h ago");
});
