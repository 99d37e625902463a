// A saved view: made by the keyboard, shared live, opened by someone else, become a feed, changed, deleted and brought back.
import { expect, test } from "./support/fixtures";

test("what one filters is kept under a name, and a reload later shows the same", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=timeline&rows=owner&kind=push&stage=interest&q=freight" });
    await page.keyboard.press("v");
    const dialog = page.getByRole("dialog", { name: "Save this view" });
    await expect(dialog).toContainText("Timeline · Prospecting push · interest · “freight”");
    await page.keyboard.press("Enter");
    await expect(dialog).toContainText("A view needs a name.");
    await dialog.getByLabel("Name").fill("Freight pushes");
    await page.keyboard.press("Enter");
    const link = page.getByRole("link", { name: "Freight pushes" });
    await expect(link).toHaveAttribute("aria-current", "true");
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await expect(link).not.toHaveAttribute("aria-current", "true");
    await page.reload();
    await link.click();
    await expect(page).toHaveURL(/[?&]stage=interest(&|$)/);
    await expect(page).toHaveURL(/[?&]q=freight(&|$)/);
    await expect(page.getByRole("button", { name: "Remove the search “freight”" })).toBeVisible();
});

test("a view is private until it is shared, and then everyone has it at once", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=month&kind=release" });
    const other = await sign_in("rep");
    await page.getByRole("button", { name: "Save view" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Content plan");
    await page.getByRole("dialog").getByRole("button", { name: "Save the view" }).click();
    await expect(page.getByRole("link", { name: "Content plan" })).toBeVisible();
    await expect(other.getByRole("link", { name: "Content plan" })).toHaveCount(0);

    await page.getByRole("button", { name: "More for Content plan" }).click();
    await page.getByRole("menuitem", { name: "Change" }).click();
    await page.getByRole("dialog", { name: "Change the view" }).getByText("Share it with everyone").click();
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await other.getByRole("link", { name: "Content plan" }).click();
    await expect(other.getByRole("button", { name: "Kind: Content release" })).toBeVisible();
    await other.getByRole("button", { name: "More for Content plan" }).click();
    await expect(other.getByRole("menuitem", { name: "Make a feed of it" })).toBeVisible();
    await expect(other.getByRole("menuitem", { name: "Delete" })).toHaveCount(0); // neither hers nor is she a lead

    await page.getByRole("button", { name: "More for Content plan" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(other.getByRole("link", { name: "Content plan" })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(other.getByRole("link", { name: "Content plan" })).toBeVisible();
});

test("a view becomes a feed that holds what the view shows", async ({ sign_in }) => {
    const page = await sign_in("rep", { path: "/?view=month&kind=release&channel=email&owner=nobody" });
    await page.keyboard.press("v");
    await page.getByRole("dialog").getByLabel("Name").fill("Mails without an owner");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await page.getByRole("button", { name: "More for Mails without an owner" }).click();
    await page.getByRole("menuitem", { name: "Make a feed of it" }).click();
    const form = page.getByRole("dialog", { name: "New feed link" });
    await expect(form.getByLabel("Name")).toHaveValue("Mails without an owner");
    await expect(form.getByRole("button", { name: "Channels: Email" })).toBeVisible();
    await expect(form.getByRole("button", { name: "Owners: Nobody" })).toBeVisible();
    await form.getByRole("button", { name: "Make the link" }).click();
    await page.getByRole("dialog", { name: "Your link is ready" }).getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Mails without an owner" })).toContainText("Content release · nobody’s · email");
});
