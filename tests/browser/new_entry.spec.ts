// The dialog of a new entry: warned without an audience, and refused without losing what was typed.
import { type Locator, type Page } from "@playwright/test";
import { cell, quiet_month, send, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";

async function begin(page: Page, date: string, title: string): Promise<Locator> {
    const { x, y } = await cell(page, date);
    await page.mouse.click(x, y);
    const form = page.getByRole("dialog", { name: "New entry" });
    await form.getByLabel("Title").fill(title);
    return form;
}

test("a day that is kept free is told before anyone is chosen, with the next free day as a button", async ({ sign_in }) => {
    const lead = await sign_in("admin", { path: "/today" });
    await send(lead, "blackout.create", { name: "Harbour closed", kind: "blackout", first_on: "2028-03-21", last_on: "2028-03-21", teams: ["marketing"] });
    const page = await sign_in("marketer", { path: quiet_month });
    const form = await begin(page, "2028-03-21", "Berth letter");
    await expect(form.getByText("The team keeps that day free")).toBeVisible();
    await expect(form.getByText("Harbour closed")).toBeVisible();
    await form.getByRole("button", { name: "Move to Wed 22 Mar 2028" }).click();
    await expect(form.getByText("The team keeps that day free")).toBeHidden();
    await form.getByRole("button", { name: "Create", exact: true }).click();
    await expect(tile(page, "Berth letter")).toHaveAttribute("data-date", "2028-03-22");
});

test("a new entry that is refused is there again as it was typed", async ({ sign_in }) => {
    const lead = await sign_in("admin", { path: "/today" });
    const { id: calendar } = await send(lead, "calendar.create", { name: "Short-lived" });
    const page = await sign_in("marketer", { path: quiet_month });
    const form = await begin(page, "2028-03-23", "Tariffs at a glance");
    await form.getByRole("button", { name: "Content release", exact: true }).click();
    await form.getByRole("button", { name: /^Channel:/ }).click();
    await page.getByRole("option", { name: "Blog" }).click();
    await form.getByRole("button", { name: /^Calendar:/ }).click();
    await page.getByRole("option", { name: "Short-lived" }).click();
    await send(lead, "calendar.delete", { id: calendar });
    await form.getByRole("button", { name: "Create", exact: true }).click();

    await expect(form.getByRole("alert")).toBeVisible();
    await expect(form.getByLabel("Title")).toHaveValue("Tariffs at a glance");
    await expect(form.getByRole("button", { name: "Channel: Blog" })).toBeVisible();
    await form.getByRole("button", { name: /^Calendar:/ }).click();
    await page.getByRole("option", { name: "Content" }).click();
    await form.getByRole("button", { name: "Create", exact: true }).click();
    await expect(form).toBeHidden();
    await expect(tile(page, "Tariffs at a glance")).toHaveAttribute("data-date", "2028-03-23");
});
