// One line of a menu or a select, and how typing narrows a list. Pure.
import type { Component } from "svelte";

export interface Option {
  value: string;
  label: string;
  hint?: string; // small, on the right
  icon?: Component;
  color?: string; // a dot in this colour
  member?: { name: string; team: string }; // shown as an avatar
}

export interface MenuItem {
  label: string;
  icon?: Component;
  hint?: string;
  danger?: boolean;
  checked?: boolean;
  href?: string;
  download?: string;
  rule?: boolean; // a line above
  disabled?: boolean;
  onselect?: () => void;
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** How well `query` fits `text`: 0 not at all; a word that starts with it beats letters in the middle. */
export function fit(query: string, text: string): number {
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  const given = fold(text);
  let score = 1;
  for (const part of wanted) {
    const at = given.indexOf(part);
    if (at < 0) return 0;
    score += at === 0 ? 4 : new RegExp(`[\\s\\-/(:·]`).test(given[at - 1] ?? "") ? 2 : 1;
  }
  return score;
}

export function narrow<T>(query: string, items: readonly T[], text: (item: T) => string): T[] {
  if (!query.trim()) return [...items];
  return items
    .map((item, place) => ({ item, place, score: fit(query, text(item)) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map((found) => found.item);
}
