// @event-calendar/core marks its boxes as a table without complete rows, and its tiles stand outside the cells; a screen
// reader would announce a broken table. The roles are taken off, so that days and tiles read as the buttons they are.
// axe (tests/browser) pins it.
const table_roles = '[role="table"],[role="row"],[role="rowgroup"],[role="cell"],[role="columnheader"],[role="rowheader"]';

export function plain_roles(node: HTMLElement): () => void {
  const strip = () => {
    for (const element of node.querySelectorAll(table_roles)) {
      element.removeAttribute("role");
      element.removeAttribute("aria-colindex");
    }
    for (const element of node.querySelectorAll("span[aria-label]:not([role])")) element.removeAttribute("aria-label");
    // The hours scroll, and their tiles are one roving stop: the area itself must be reachable by key.
    for (const element of node.querySelectorAll<HTMLElement>(".ec-main")) element.tabIndex = 0;
  };
  strip();
  const observer = new MutationObserver(strip);
  observer.observe(node, { childList: true, subtree: true });
  return () => observer.disconnect();
}
