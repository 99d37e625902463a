// Two members side by side: what one does, the other sees without loading anew.
import { create, drag, edit, open, quiet_month, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";
import { expect_soon, measure, watch } from "./support/live";

test("a campaign that is created, dragged and edited is seen by the other at once, with a ring", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: quiet_month });
    const rep = await sign_in("rep", { path: quiet_month });
    await watch(marketer);
    await watch(rep);

    await expect_soon(rep, "Autumn tour");
    await create(marketer, "2028-03-08", "Campaign", "Autumn tour");
    const created = await measure("create", marketer, rep);

    await expect_soon(rep, "Autumn tour", "2028-03-16");
    await drag(marketer, "Autumn tour", "2028-03-16");
    const dragged = await measure("drag", marketer, rep);

    await open(marketer, "Autumn tour");
    await expect_soon(rep, "Winter tour");
    await edit(marketer, "Title", "Winter tour");
    const edited = await measure("edit", marketer, rep);

    await expect(tile(rep, "Autumn tour")).toHaveCount(0);
    test.info().annotations.push({ type: "ms", description: [created, dragged, edited].map(Math.round).join(", ") });
});

test("a touch logged by a rep is seen by the marketer", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: "/activity" });
    const rep = await sign_in("rep", { path: "/outreach" });
    await watch(marketer);
    await watch(rep);
    await rep.getByRole("button", { name: /^Log/ }).first().click();
    const dialog = rep.getByRole("dialog", { name: "Log outreach" });
    await dialog.getByRole("option").or(dialog.getByRole("listitem").getByRole("button")).first().click();
    await dialog.getByRole("radio", { name: "Reached" }).check({ force: true });
    const before = await marketer.getByRole("main").innerText();
    await dialog.getByRole("button", { name: "Log", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(async () => expect(await marketer.getByRole("main").innerText()).not.toBe(before)).toPass();
});

test("who has an entry open is seen by the others", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: quiet_month });
    const rep = await sign_in("rep", { path: quiet_month });
    await create(marketer, "2028-03-22", "Prospecting push", "Seen together");
    await open(marketer, "Seen together");
    await open(rep, "Seen together");
    await expect(rep.locator(".entry-panel").getByText(/has this open/)).toBeVisible();
});
