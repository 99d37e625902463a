// The one menu of tiles: which entry it is for and where it stands. TileMenu.svelte draws it.
class TileMenuState {
  entry_id = $state("");
  at = $state.raw<Element | DOMRect | null>(null);
  turn = $state(0); // grows with each opening, so that the same place opens again

  show(entry_id: string, at: Element | DOMRect): void {
    this.entry_id = entry_id;
    this.at = at;
    this.turn += 1;
  }
}

export const tile_menu = new TileMenuState();
