import { expect, test } from "vitest";
import { key_name } from "./keys";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {}) =>
  key_name({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test("key_name: Command is Ctrl, and a held Alt is never a plain letter", () => {
  expect(press("K", { metaKey: true })).toBe("ctrl+k");
  expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("ctrl+shift+z");
  expect(press("n", { altKey: true })).toBe("alt+n");
  expect(press("?", { shiftKey: true })).toBe("?");
});
