// What is open on this screen and nobody else's: palette, help, the entry being made, the rail. Not in the address.
import type { EntryKind, When } from "../protocol/records";

export interface Draft {
  kind: EntryKind;
  when: When | null;
  parent_id?: string;
  owner_id?: string;
  channel?: string;
  title?: string;
  at: DOMRect | null; // what it was made on; null opens it in the middle
}

const rail_key = "tandem.rail";
const weeks_key = "tandem.weeks";

function flag(key: string, otherwise: boolean): boolean {
  try {
    return (localStorage.getItem(key) ?? String(otherwise)) === "true";
  } catch {
    return otherwise;
  }
}

function keep(key: string, value: boolean): void {
  try {
    localStorage.setItem(key, String(value));
  } catch {
    // holds until the page is closed
  }
}

class Ui {
  palette = $state(false);
  palette_query = $state(""); // also what is typed before the palette is here
  help = $state(false);
  more = $state(false); // the phone's sheet with everything that is no tab
  tray = $state(false); // the phone's sheet of ideas
  draft = $state.raw<Draft | null>(null);
  draft_title = $state(""); // what is typed so far, shown on the draft's tile
  rail = $state(flag(rail_key, true));
  week_numbers = $state(flag(weeks_key, false));
  over_tray = $state(false); // something is being dragged over the tray
  spoken = $state(""); // read out politely

  toggle_rail(): void {
    this.rail = !this.rail;
    keep(rail_key, this.rail);
  }

  toggle_week_numbers(): void {
    this.week_numbers = !this.week_numbers;
    keep(weeks_key, this.week_numbers);
  }

  close_palette(): void {
    this.palette = false;
    this.palette_query = "";
  }

  begin(draft: Draft): void {
    this.draft_title = draft.title ?? "";
    this.draft = draft;
  }

  end_draft(): void {
    this.draft = null;
    this.draft_title = "";
  }
}

export const ui = new Ui();
