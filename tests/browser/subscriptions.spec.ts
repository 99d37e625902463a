// A calendar that is read from an address: made in settings, failing with its reason, paused, changed, removed; read-only.
import { type Locator, type Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

const rows = (page: Page): Locator => page.getByRole("list", { name: "Subscriptions" }).getByRole("listitem");

async function choose(page: Page, name: string, what: string): Promise<void> {
    await page.getByRole("button", { name: `More for ${name}` }).click();
    await page.getByRole("menuitem", { name: what }).click();
}

test("a subscription says why it cannot be read, is paused, renamed and removed", async ({ sign_in, server }) => {
    const page = await sign_in("admin", { path: "/settings/subscriptions" });
    await page.getByRole("button", { name: /^Subscribe/ }).click();
    const form = page.getByRole("dialog", { name: "Subscribe to a calendar" });
    await form.getByLabel("Address").fill("ftp://example.org/x.ics");
    await form.getByLabel("Name").fill("Port holidays");
    await page.keyboard.press("Enter");
    await expect(form.getByRole("alert")).toContainText("must begin with https://");
    await form.getByLabel("Address").fill(`${server.address}/nothing.ics`);
    await page.keyboard.press("Enter");
    const row = rows(page).filter({ hasText: "Port holidays" });
    await expect(row).toContainText(/Checking|Not read yet/);
    await expect(row).toContainText("127.0.0.1");

    await choose(page, "Port holidays", "Pause");
    await expect(row).toContainText("Paused");
    await choose(page, "Port holidays", "Change");
    const change = page.getByRole("dialog", { name: "Change the subscription" });
    await expect(change.getByLabel("Address")).toHaveValue(`${server.address}/nothing.ics`);
    await change.getByLabel("Name").fill("Holidays of the port");
    await page.keyboard.press("Enter");
    const renamed = rows(page).filter({ hasText: "Holidays of the port" });
    await expect(renamed).toContainText("Paused");
    await choose(page, "Holidays of the port", "Remove");
    await page.getByRole("dialog", { name: /^Remove/ }).getByRole("button", { name: "Remove", exact: true }).click();
    await expect(renamed).toBeHidden();
});

test("its calendar is there for everyone to read and nobody to change", async ({ sign_in, server }) => {
    const page = await sign_in("admin", { path: "/settings/subscriptions" });
    await page.getByRole("button", { name: /^Subscribe/ }).click();
    const form = page.getByRole("dialog", { name: "Subscribe to a calendar" });
    await form.getByLabel("Address").fill(`${server.address}/fairs-of-the-year.ics`);
    await form.getByLabel("Address").press("Tab");
    await expect(form.getByLabel("Name")).toHaveValue("Fairs of the year");
    await form.getByRole("button", { name: "Subscribe", exact: true }).click();
    const rep = await sign_in("rep", { path: "/?view=month" });
    await expect(rep.getByRole("region", { name: "Calendars" }).getByRole("listitem").filter({ hasText: "Fairs of the year" })).toContainText("read only");
    await rep.goto("/settings/subscriptions");
    await expect(rows(rep).filter({ hasText: "Fairs of the year" })).toBeVisible();
    await expect(rep.getByRole("button", { name: /^More for Fairs/ })).toBeHidden();
});
