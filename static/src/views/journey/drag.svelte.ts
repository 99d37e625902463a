// A card carried over the board. A finger scrolls instead: there the card's menu moves it.
import { drag_from } from "../../parts/drag";
import type { JourneyStage } from "../../protocol/records";

export class Carry {
  held = $state<{ id: string; name: string; x: number; y: number; over: JourneyStage | null } | null>(null);
  moved = false;

  grab(event: PointerEvent, { id, name }: { id: string; name: string }, drop: (stage: JourneyStage) => void): void {
    this.moved = false;
    drag_from(event, {
      begin: () => (this.moved = true),
      move: (x, y) => (this.held = { id, name, x, y, over: stage_at(x, y) }),
      end: (dropped) => {
        const over = this.held?.over ?? null;
        this.held = null;
        if (dropped && over !== null) drop(over);
      },
    });
  }
}

function stage_at(x: number, y: number): JourneyStage | null {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-stage]");
  return column ? (column.dataset["stage"] as JourneyStage) : null;
}
