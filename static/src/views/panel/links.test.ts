import { expect, test } from "vitest";
import { complete_link, link_words, safe_link } from "./links";

test("safe_link: only http, https and mailto become links", () => {
  expect(safe_link("https://example.com/a")).toBe("https://example.com/a");
  expect(safe_link("mailto:a@example.com")).toBe("mailto:a@example.com");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " JaVaScRiPt:alert(1)", "nonsense"]) expect(safe_link(bad)).toBeNull();
});

test("complete_link: what people type", () => {
  expect(complete_link("example.com/brief")).toBe("https://example.com/brief");
  expect(complete_link("a@example.com")).toBe("mailto:a@example.com");
  expect(complete_link("javascript:alert(1)")).toBeNull();
  expect(complete_link("two words")).toBeNull();
  expect(link_words("https://www.example.com/brief/")).toBe("example.com/brief");
});
