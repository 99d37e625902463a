// A flick to the side on a touch screen: the period before or after. Shorter than the press that begins a drag, so that
// moving an entry is never one.
const longest_ms = 320;
const shortest_px = 56;

/** +1 to the left (what comes next), -1 to the right, 0 for anything else. Pure. */
export function flick(dx: number, dy: number, ms: number): number {
  if (ms > longest_ms || Math.abs(dx) < shortest_px || Math.abs(dx) < 2 * Math.abs(dy)) return 0;
  return dx < 0 ? 1 : -1;
}

export function swipe(step: (steps: number) => void): (node: HTMLElement) => () => void {
  return (node) => {
    let from: { x: number; y: number; at: number } | null = null;
    const begin = (event: TouchEvent) => {
      const touch = event.touches[0];
      from = touch && event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : null;
    };
    const end = (event: TouchEvent) => {
      const touch = event.changedTouches[0];
      const steps = from && touch ? flick(touch.clientX - from.x, touch.clientY - from.y, event.timeStamp - from.at) : 0;
      from = null;
      if (steps) step(steps);
    };
    node.addEventListener("touchstart", begin, { passive: true });
    node.addEventListener("touchend", end, { passive: true });
    return () => {
      node.removeEventListener("touchstart", begin);
      node.removeEventListener("touchend", end);
    };
  };
}
