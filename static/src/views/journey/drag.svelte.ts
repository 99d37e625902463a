// A card carried over the board. A finger scrolls instead: there the card's menu moves it.
import type { JourneyStage } from "../../protocol/records";

const threshold = 5; // pixels before a press becomes a drag

export class Carry {
  held = $state<{ id: string; name: string; x: number; y: number; over: JourneyStage | null } | null>(null);
  moved = false;

  grab(event: PointerEvent, { id, name }: { id: string; name: string }, drop: (stage: JourneyStage) => void): void {
    this.moved = false;
    if (event.button !== 0 || event.pointerType === "touch") return;
    const from = { x: event.clientX, y: event.clientY };
    const move = (next: PointerEvent) => {
      if (!this.moved && Math.hypot(next.clientX - from.x, next.clientY - from.y) < threshold) return;
      this.moved = true;
      this.held = { id, name, x: next.clientX, y: next.clientY, over: stage_at(next.clientX, next.clientY) };
    };
    const end = (last: Event) => {
      for (const [name, run] of listeners) removeEventListener(name, run);
      const over = this.held?.over ?? null;
      this.held = null;
      if (over !== null && last.type === "pointerup") drop(over);
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
  }
}

function stage_at(x: number, y: number): JourneyStage | null {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-stage]");
  return column ? (column.dataset["stage"] as JourneyStage) : null;
}
