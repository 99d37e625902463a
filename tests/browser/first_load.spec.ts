// How much has to come before the first picture: the document, what it names, and the letters it is written in.
import { type Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

const bar = 200 * 1024; // bytes as they come over the line (speed.md)

/** The document and what it names: all that is there before anything of the page runs. */
async function named(page: Page): Promise<string[]> {
    const document = await (await page.request.get("/")).text();
    return ["/", ...[...document.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1] ?? "")];
}

test("the first load stays within its bar, and what came later is here when the line is cut", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const fonts = await page.evaluate(() => performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname).filter((path) => path.endsWith(".woff2")));
    const sizes = await Promise.all(
        [...(await named(page)), ...fonts].map(async (path) => {
            const answer = await page.request.get(path, { headers: { "Accept-Encoding": "gzip" } });
            return { path, bytes: Number(answer.headers()["content-length"]) };
        }),
    );
    const sum = sizes.reduce((all, { bytes }) => all + bytes, 0);
    console.log(`  first load: ${(sum / 1024).toFixed(1)} KiB of ${bar / 1024}`);
    expect(sizes.every(({ bytes }) => bytes > 0), JSON.stringify(sizes)).toBe(true);
    expect(sum, JSON.stringify(sizes)).toBeLessThanOrEqual(bar);

    const late = () => page.evaluate(() => performance.getEntriesByType("resource").map((one) => one.name).filter((name) => /(EntryPanel|Overlays)-[^/]*\.js$/.test(name)).length);
    await expect.poll(late, "the panel and the dialogs have come by themselves").toBe(2);
    await page.context().setOffline(true);
    await page.keyboard.press("n");
    await expect(page.getByRole("dialog").getByPlaceholder(/^Title/)).toBeVisible();
});

/** What is asked for waits until it is let go. */
async function hold(page: Page, what: RegExp): Promise<() => void> {
    let let_go = () => {};
    const held = new Promise<void>((resolve) => (let_go = resolve));
    await page.route(what, async (route) => {
        await held;
        await route.continue();
    });
    return () => let_go();
}

test("the palette that is asked for before it is here opens when it is, with what was typed", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/today" });
    const let_plan_go = await hold(page, /\/api\/snapshot\?/);
    const let_go = await hold(page, /\/assets\/Overlays-[^/]*\.js$/);
    await page.goto("/?view=month");
    await expect(page.getByRole("status", { name: "Loading" })).toBeVisible();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("Carnx");
    await page.keyboard.press("Backspace");
    let_plan_go();
    await expect(page.getByRole("button", { name: "New entry" })).toBeVisible();
    await page.keyboard.press("Backspace");
    await page.keyboard.type("ries");
    await expect(page.getByRole("dialog"), "no key was a shortcut").toHaveCount(0);
    let_go();
    await expect(page.getByRole("combobox", { name: /^Find entries/ })).toHaveValue("Carries");
    await page.keyboard.type(", road");
    await expect(page.getByRole("combobox", { name: /^Find entries/ })).toHaveValue("Carries, road");
});

test("dialogs that do not come are told of, and come when they are wanted again", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/today" });
    await page.route(/\/assets\/Overlays-[^/]*\.js$/, (route) => route.abort());
    await page.goto("/?view=month");
    await expect(page.getByRole("button", { name: "New entry" })).toBeVisible();
    await page.keyboard.press("Control+k");
    await expect(page.getByText("That did not load.")).toBeVisible();
    await page.unroute(/\/assets\/Overlays-[^/]*\.js$/);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: /^Find entries/ })).toBeFocused();
});
