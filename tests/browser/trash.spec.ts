// What was deleted is found in the trash and comes back on every screen; what changed stands side by side.
import { edit, fill_day, open, quiet_month, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";

test("an entry that someone deleted is restored by someone else, live and undoably", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: "/?view=month&on=2028-04-15" });
    const [id] = await fill_day(marketer, "2028-04-12", ["Pier meetup"]);
    await open(marketer, "Pier meetup");
    const rep = await sign_in("rep", { path: "/trash" });
    await expect(rep.getByRole("region", { name: "Trash" })).toBeVisible();
    const restore = rep.getByRole("button", { name: "Restore Pier meetup" });
    await expect(restore).toHaveCount(0);
    await marketer.keyboard.press("Escape");
    await marketer.request.post("/api/commands", {
        data: { command_id: "01J000000000000000000TRASH", name: "entry.delete", args: { id } }, headers: { Origin: new URL(marketer.url()).origin },
    });
    await expect(tile(marketer, "Pier meetup")).toHaveCount(0);
    await expect(rep.getByRole("listitem").filter({ hasText: "Pier meetup" })).toContainText("Deleted by Jonas");
    await restore.focus();
    await rep.keyboard.press("Enter");
    await expect(restore).toHaveCount(0);
    await expect(tile(marketer, "Pier meetup")).toBeVisible();
    await rep.getByRole("button", { name: "Undo" }).click();
    await expect(tile(marketer, "Pier meetup")).toHaveCount(0);
    await expect(restore).toBeVisible();
});

test("who may only read finds an empty trash", async ({ sign_in }) => {
    const page = await sign_in("viewer", { path: "/trash" });
    await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
});

test("old and new stand side by side, and an old value is put back", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: quiet_month });
    await fill_day(page, "2028-03-21", ["Call the dispatchers of the north"]);
    const panel = await open(page, "Call the dispatchers of the north");
    await edit(page, "Title", "Call all dispatchers of the north");
    const again = page.locator(".entry-panel");
    await expect(again.getByText("became")).toBeAttached();
    await again.getByRole("button", { name: /^Compare old and new/ }).first().click();
    const dialog = page.getByRole("dialog", { name: /^History of/ });
    await expect(dialog.locator("del")).toHaveText("the");
    await expect(dialog.locator("ins")).toHaveText("all");
    await dialog.getByRole("button", { name: "Put back title" }).click();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(tile(page, "Call the dispatchers of the north")).toBeVisible();
    await expect(panel).toBeVisible();
});
