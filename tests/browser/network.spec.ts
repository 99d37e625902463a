// The network is cut and returns: nothing lost, nothing doubled.
import { type Page } from "@playwright/test";
import { create, edit, line, open, quiet_month, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";

/** How often the server itself has an entry of that title. */
async function count(page: Page, title: string): Promise<number> {
    const answer = await page.context().request.get("/api/snapshot?from=2028-02-01&to=2028-05-01");
    const { entries } = (await answer.json()) as { entries: { title?: string }[] };
    return entries.filter((entry) => entry.title === title).length;
}

test("what was done on both sides of a cut is there once on both sides", async ({ server, sign_in }) => {
    const { wire } = server;
    await wire.join();
    const marketer = await sign_in("marketer", { path: quiet_month });
    const rep = await sign_in("rep", { path: quiet_month, address: wire.address });
    await create(marketer, "2028-03-13", "Prospecting push", "Before the cut");
    await expect(tile(rep, "Before the cut")).toBeVisible();

    await wire.cut();
    await expect(line(rep, /Reconnecting|Offline|No connection/)).toBeAttached();
    await create(rep, "2028-03-14", "Prospecting push", "Made offline");
    await open(rep, "Before the cut");
    await edit(rep, "Location", "Hall 3");
    await create(marketer, "2028-03-15", "Prospecting push", "Made meanwhile");
    await expect(line(rep, /2 changes waiting/)).toBeAttached();
    await wire.join();

    await expect(line(rep, "Live")).toBeAttached({ timeout: 60_000 });
    await expect(tile(rep, "Made meanwhile")).toHaveCount(1);
    await expect(tile(marketer, "Made offline")).toHaveCount(1);
    await open(marketer, "Before the cut");
    await expect(marketer.locator(".entry-panel").getByRole("textbox", { name: "Location" })).toHaveValue("Hall 3");
    for (const title of ["Before the cut", "Made offline", "Made meanwhile"]) expect(await count(marketer, title)).toBe(1);
    await rep.context().close();
    await wire.cut();
});

test("a command whose answer was lost takes effect once", async ({ server, sign_in }) => {
    const { wire } = server;
    await wire.join();
    const rep = await sign_in("rep", { path: quiet_month, address: wire.address });
    const marketer = await sign_in("marketer", { path: quiet_month });
    wire.deaf = true;
    await create(rep, "2028-03-20", "Prospecting push", "Answer lost");
    await expect(tile(marketer, "Answer lost")).toBeVisible();
    await wire.cut();
    await wire.join();
    await expect(line(rep, "Live")).toBeAttached({ timeout: 60_000 });
    await expect(rep.locator(".tile.pending")).toHaveCount(0);
    await expect(tile(rep, "Answer lost")).toHaveCount(1);
    expect(await count(marketer, "Answer lost")).toBe(1);
    await rep.context().close();
    await wire.cut();
});
