// What members do on the calendar, in their words.
import { expect, type Locator, type Page } from "@playwright/test";

/** A month far from the demo's plan, so that a day has room. */
export const quiet_month = "/?view=month&on=2028-03-15";

export const tile = (page: Page, title: string): Locator => page.locator(".tile", { hasText: title }).locator(".face").first();

/** One of several of that title: the one that begins on that date. */
export const tile_on = (page: Page, title: string, date: string): Locator =>
    page.locator(".tile", { hasText: title }).locator(`.face[data-date="${date}"]`);

export const day = (page: Page, date: string): Locator => page.locator(`[data-day="${date}"]`);

/** A point of a day's cell where nothing stands: what other tests made there is still there. */
export async function cell(page: Page, date: string): Promise<{ x: number; y: number }> {
    const box = await day(page, date).boundingBox();
    if (!box) throw new Error(`${date} is not on the screen`);
    const x = box.x + 60;
    const y = await page.evaluate(
        ({ x, from }) => [60, 70, 80, 90, 100, 110, 120, 50, 40].map((step) => from + step).find((y) => !document.elementFromPoint(x, y)?.closest(".ec-event, button, a")),
        { x, from: box.y },
    );
    if (y === undefined) throw new Error(`${date} has no room left`);
    return { x, y };
}

export async function create(page: Page, date: string, kind: string, title: string, repeat?: string): Promise<void> {
    const { x, y } = await cell(page, date);
    await page.mouse.click(x, y);
    const form = page.getByRole("dialog", { name: "New entry" });
    await form.getByRole("button", { name: kind, exact: true }).click();
    if (repeat) {
        await form.getByRole("button", { name: /^Repeat:/ }).click();
        await page.getByRole("option", { name: repeat, exact: true }).click();
    }
    await form.getByLabel("Title").fill(title);
    await page.keyboard.press("Enter");
    await expect(form).toBeHidden();
    await expect(tile(page, title)).toBeVisible();
}

const ulid = (): string => {
    const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    return "0" + Array.from(crypto.getRandomValues(new Uint8Array(25)), (byte) => signs[byte % 32]).join("");
};

export interface Ack {
    id?: string;
    secrets?: { token?: string };
}

/** A command over the API, for what a test needs to be there; its ack. */
export async function send(page: Page, name: string, args: object): Promise<Ack> {
    const data = { command_id: ulid(), name, args };
    const answer = await page.request.post("/api/commands", { data, headers: { Origin: new URL(page.url()).origin } });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as Ack;
}

/** Entries of a whole day (unless `more` says otherwise), on the first calendar there is; their ids. */
export async function fill_day(page: Page, date: string, titles: string[], more: object = {}): Promise<string[]> {
    const ends_on = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
    const snapshot = await page.request.get(`/api/snapshot?from=${date}&to=${ends_on}`);
    const { calendars } = (await snapshot.json()) as { calendars: { id: string }[] };
    const common = { calendar_id: calendars[0]?.id, kind: "push", when: { starts_on: date, ends_on }, ...more };
    const ids = titles.map(ulid);
    for (const [at, title] of titles.entries()) await send(page, "entry.create", { id: ids[at], title, ...common });
    return ids;
}

/** Draws a span over the days, which begins an entry. */
export async function drag_over(page: Page, from: string, to: string): Promise<void> {
    const [first, last] = [await cell(page, from), await cell(page, to)];
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    await page.mouse.move(first.x + 12, first.y, { steps: 2 });
    await page.mouse.move(last.x, last.y, { steps: 8 });
    await page.mouse.up();
}

export async function drag(page: Page, title: string, to: string, from?: string): Promise<void> {
    const face = from ? tile_on(page, title, from) : tile(page, title);
    await face.hover({ position: { x: 30, y: 8 } }); // waits until it stands still, and is not covered
    const box = await face.boundingBox();
    if (!box) throw new Error(`${title} is not on the screen`);
    const { x, y } = await cell(page, to);
    await page.mouse.down();
    await page.mouse.move(box.x + 40, box.y + 12, { steps: 2 });
    await expect(page.locator(".ec-preview").first(), `${title} follows the pointer`).toBeAttached();
    await page.mouse.move(x, y, { steps: 8 });
    await page.mouse.up();
}

export async function open(page: Page, title: string): Promise<Locator> {
    await tile(page, title).click();
    const panel = page.getByRole("complementary", { name: title });
    await expect(panel).toBeVisible();
    return panel;
}

/** Types over a field of the open panel and saves it. */
export async function edit(page: Page, field: string, text: string): Promise<void> {
    const box = page.locator(".entry-panel").getByRole("textbox", { name: field, exact: true });
    await box.fill(text);
    await page.keyboard.press("Control+Enter");
}

/** Opens the repeat editor of the open entry and chooses how often. */
export async function repeat(page: Page, how: string): Promise<Locator> {
    await page.locator(".entry-panel").getByRole("button", { name: "Does not repeat" }).click();
    const editor = page.getByRole("dialog", { name: "Repeat" });
    await editor.getByRole("button", { name: /^Repeat:/ }).click();
    await page.getByRole("option", { name: how, exact: true }).click();
    return editor;
}

/** Narrows an open list of choices to one and takes it; what someone else has just made may still be on its way. */
export async function choose(page: Page, text: string): Promise<void> {
    await page.getByRole("combobox").fill(text);
    await expect(page.getByRole("option", { name: text }).first()).toBeVisible();
    await page.keyboard.press("Enter");
}

export const line = (page: Page, words: string | RegExp): Locator => page.getByRole("status").filter({ hasText: words });

/** The page's clock stands at that time from now on; the page looks at it as when one comes back to its tab. */
export async function set_clock(page: Page, time: string): Promise<void> {
    await page.clock.setFixedTime(time);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

/** One event of whole days as calendar apps write it; `more` are further lines. */
export function ical_event(uid: string, title: string, first: string, after: string, ...more: string[]): string {
    const lines = [`UID:${uid}`, "DTSTAMP:20280101T080000Z", `DTSTART;VALUE=DATE:${first}`, `DTEND;VALUE=DATE:${after}`, `SUMMARY:${title}`];
    return ["BEGIN:VEVENT", ...lines, ...more, "END:VEVENT"].join("\r\n");
}

export function calendar_file(...components: string[]): string {
    return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", ...components, "END:VCALENDAR", ""].join("\r\n");
}
