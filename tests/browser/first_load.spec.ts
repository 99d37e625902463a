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
