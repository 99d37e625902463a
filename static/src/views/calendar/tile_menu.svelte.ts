// The one menu of tiles: which entry (or occurrence of it) it is for and where it stands. TileMenu.svelte draws it.
import type { Entry } from "../../protocol/records";

class TileMenuState {
  entry_id = $state("");
  start = $state(""); // of an occurrence
  at = $state.raw<Element | DOMRect | null>(null);
  turn = $state(0); // grows with each opening, so that the same place opens again

  show(entry: Entry, at: Element | DOMRect): void {
    this.entry_id = entry.id;
    this.start = entry.at ?? "";
    this.at = at;
    this.turn += 1;
  }
}

export const tile_menu = new TileMenuState();
