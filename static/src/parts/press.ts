// A popover shown while a pointer is down, or in the very event of its release, would be dismissed by that release as a
// press outside. So showing waits until the press is over.
let pressed = false;
const ends = ["pointerup", "pointercancel"] as const;

if (typeof addEventListener === "function") {
  addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ends) addEventListener(end, () => (pressed = false), true);
}

export async function press_over(): Promise<void> {
  if (pressed) {
    await new Promise<void>((done) => {
      for (const end of ends) addEventListener(end, () => done(), { once: true, capture: true });
    });
  }
  await new Promise<void>((done) => setTimeout(done)); // the next task: after the browser's own handling of the release
}
