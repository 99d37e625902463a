// Where the page is: the browser's address as reactive state. Every view reads it; going somewhere means changing it.
// A step worth going back to is pushed; typing in a filter replaces.
import {
  format_address,
  no_filters,
  parse_address,
  type Address,
  type FilterName,
  type Filters,
  type Page,
} from "./address";

const narrow = matchMedia("(max-width: 700px)");

class Route {
  now = $state.raw<Address>(parse_address(location.pathname, location.search));
  narrow = $state(narrow.matches); // phone layout

  constructor() {
    addEventListener("popstate", () => {
      this.now = parse_address(location.pathname, location.search);
    });
    narrow.addEventListener("change", (event) => {
      this.narrow = event.matches;
    });
  }

  get page(): Address["page"] {
    return this.now.page;
  }
  get entry(): string | null {
    return this.now.entry;
  }
  get filters(): Filters {
    return this.now.filters;
  }
  get view() {
    return this.now.view ?? (this.narrow ? "list" : "month");
  }
  get zoom() {
    return this.now.zoom ?? (this.narrow ? "month" : "quarter");
  }

  set(change: Partial<Address>, how: "push" | "replace" = "push"): void {
    const next = { ...this.now, ...("entry" in change ? { at: null } : {}), ...change };
    const address = format_address(next);
    if (address === location.pathname + location.search) {
      this.now = next;
      return;
    }
    history[how === "push" ? "pushState" : "replaceState"](null, "", address);
    this.now = next;
  }

  // A page keeps the calendar's period, view and filters, so that coming back finds them.
  go(page: Page, ...rest: string[]): void {
    this.set({ page, rest, entry: null, account: null });
  }

  address_of(page: Page, ...rest: string[]): string {
    return format_address({ ...this.now, page, rest, entry: null, at: null, account: null });
  }

  /** `at` names the occurrence of an entry that repeats. */
  open(entry: string | null, at: string | null = null): void {
    this.set({ entry, at: at || null }, this.now.entry && entry ? "replace" : "push");
  }

  filter(name: FilterName, values: string[]): void {
    this.set({ filters: { ...this.now.filters, [name]: values } }, "replace");
  }

  toggle_filter(name: FilterName, value: string): void {
    const values = this.now.filters[name];
    this.filter(name, values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
  }

  clear_filters(): void {
    this.set({ filters: no_filters(), q: "" }, "replace");
  }
}

export const route = new Route();
