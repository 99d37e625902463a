// A calendar's rights as the server keeps them ("marketing:read", "<member id>:write") and as rows of a form. Pure.
import { level_choices, team_choices } from "../../protocol/generated";
import type { Level, Team } from "../../protocol/records";

export interface Right { who: string; level: Level }

export const level_words: Record<Level, string> = {
  none: "Cannot see it", busy: "Sees only when it is busy", read: "Can read", write: "Can change",
};

export function parse_rights(rights: readonly string[]): Right[] {
  return rights.flatMap((text) => {
    const colon = text.lastIndexOf(":");
    const level = level_choices.find((choice) => choice === text.slice(colon + 1));
    return colon > 0 && level ? [{ who: text.slice(0, colon), level }] : [];
  });
}

export function format_rights(rights: readonly Right[]): string[] {
  return rights.map(({ who, level }) => `${who}:${level}`);
}

export function is_team(who: string): who is Team {
  return (team_choices as readonly string[]).includes(who);
}

/** Sets, or with null takes away, what one team or member may do beyond the default. */
export function with_right(rights: readonly string[], who: string, level: Level | null): string[] {
  const rest = parse_rights(rights).filter((right) => right.who !== who);
  return format_rights(level ? [...rest, { who, level }] : rest);
}
