// Two members change the same field while one of them is cut off: both values are offered, one stands in the end.
import { create, edit, line, open, quiet_month, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";

test("a conflict is offered and resolved, and both pages agree", async ({ server, sign_in }) => {
    const { wire } = server;
    await wire.join();
    const marketer = await sign_in("marketer", { path: quiet_month });
    const rep = await sign_in("rep", { path: quiet_month, address: wire.address });
    await create(marketer, "2028-03-09", "Prospecting push", "Contested");
    await open(marketer, "Contested");
    await open(rep, "Contested");

    await wire.cut();
    await expect(line(rep, /Reconnecting|Offline|No connection/)).toBeAttached();
    await edit(rep, "Title", "The rep's title");
    await edit(marketer, "Title", "The marketer's title");
    await expect(tile(marketer, "The marketer's title")).toBeVisible();
    await wire.join();

    const choice = rep.getByRole("dialog", { name: "You both changed this" });
    await expect(choice).toContainText("The marketer's title", { timeout: 60_000 }); // a line is tried anew after up to 15 s
    await expect(choice).toContainText("The rep's title");
    await choice.getByRole("button", { name: "Save my choice" }).click();
    await expect(choice).toBeHidden();
    await expect(tile(marketer, "The rep's title")).toBeVisible();
    await expect(tile(rep, "The rep's title")).toBeVisible();
    await rep.context().close();
    await wire.cut();
});
