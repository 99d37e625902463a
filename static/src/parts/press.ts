// A popover shown while a pointer is down, or in the very event of its release, would be dismissed by that release as a
// press outside. So showing waits until the press is over.
let pressed = false;
let count = 0;
const ends = ["pointerup", "pointercancel"] as const;

if (typeof addEventListener === "function") {
  addEventListener("pointerdown", () => {
    pressed = true;
    count += 1;
  }, true);
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

/** The how manieth press of this page the last one was: whether two things happened by the same one. */
export const presses = (): number => count;
