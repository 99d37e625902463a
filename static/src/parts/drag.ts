// What a press pulls along until it is let go. A finger scrolls instead, and Escape puts back what is pulled.
const threshold = 5; // pixels before a press becomes a drag

interface Drag {
  begin?: () => void;
  move: (x: number, y: number) => void;
  /** Pulled and let go there, or put back. What was not pulled was only pressed: nothing ends. */
  end: (dropped: boolean) => void;
}

/** Follows the pointer from a press on; false for a press that is for something else. */
export function drag_from(press: PointerEvent, drag: Drag): boolean {
  if (press.button !== 0 || press.pointerType === "touch") return false;
  let moved = false;
  const move = (next: PointerEvent) => {
    if (!moved && Math.hypot(next.clientX - press.clientX, next.clientY - press.clientY) < threshold) return;
    if (!moved) drag.begin?.();
    moved = true;
    drag.move(next.clientX, next.clientY);
  };
  const end = (last: Event) => {
    for (const [name, run] of listeners) removeEventListener(name, run);
    if (moved) drag.end(last.type === "pointerup");
  };
  const escape = (pressed: Event) => {
    if ((pressed as KeyboardEvent).key === "Escape") end(pressed);
  };
  const listeners: [string, (event: Event) => void][] = [
    ["pointermove", move as (event: Event) => void],
    ["pointerup", end],
    ["pointercancel", end],
    ["keydown", escape],
  ];
  for (const [name, run] of listeners) addEventListener(name, run);
  return true;
}
