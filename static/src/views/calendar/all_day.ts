// The all-day part of week and day is bounded (hours.css): what does not fit whole is hidden and counted. The grid places
// its lanes by margins, so they are looked at again whenever it has moved one.

/** Tells how many bars are beyond the bound. */
export function all_day_lanes(tell: (beyond: number) => void): (grid: HTMLElement) => (() => void) | undefined {
  return (grid) => {
    const part = grid.querySelector<HTMLElement>(".ec-all-day");
    if (!part) return undefined;
    const look = () => tell(hide_beyond(part));
    const moved = new MutationObserver(look);
    moved.observe(part, { subtree: true, childList: true, attributeFilter: ["style"] });
    const sized = new ResizeObserver(look);
    sized.observe(part);
    return () => {
      moved.disconnect();
      sized.disconnect();
    };
  };
}

function hide_beyond(part: HTMLElement): number {
  const scrolls = getComputedStyle(part).overflowY === "auto";
  const bottom = part.getBoundingClientRect().top + part.clientHeight;
  let beyond = 0;
  for (const bar of part.querySelectorAll<HTMLElement>(".ec-event:not(.ec-preview)")) {
    const hidden = !scrolls && bar.getBoundingClientRect().bottom > bottom;
    bar.toggleAttribute("data-beyond", hidden);
    if (hidden) beyond += 1;
  }
  // What scrolls has to be reached by key.
  if (scrolls && part.scrollHeight > part.clientHeight) part.tabIndex = 0;
  else part.removeAttribute("tabindex");
  return beyond;
}
