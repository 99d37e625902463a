// What stands above a day of the hours: its name, and what it is kept free for.
import type { Blackout } from "../../protocol/generated";
import { parse_date } from "../../time/dates";
import { off_names } from "../blackouts/days_off";
import { day_name } from "./words";

export function day_head(date: string, off: Blackout[]): Node[] {
  const day = new Text(`${day_name(date)} ${parse_date(date).day}`);
  if (!off.length) return [day];
  const name = document.createElement("span");
  name.className = "off-name";
  name.title = name.textContent = off_names(off);
  return [day, name];
}
