// A feed link with reminders: asked for in the form, in what apps are given, and gone where less than everything is told.
import { type Page } from "@playwright/test";
import { fill_day } from "./support/calendar";
import { expect, test } from "./support/fixtures";

const alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Berth talk", "TRIGGER:-PT15M", "END:VALARM"];

const given = async (page: Page, url: string): Promise<string> => (await page.request.get(url)).text();

test("reminders go along only if the link asks for them, and not with titles only", async ({ sign_in }) => {
    const page = await sign_in("rep", { path: "/settings/feeds" });
    const date = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
    await fill_day(page, date, ["Berth talk"], { ical_lines: alarm });
    await page.getByRole("button", { name: /^(Make the first|New feed link)$/ }).click();
    const form = page.getByRole("dialog", { name: "New feed link" });
    const box = form.getByRole("checkbox", { name: "Include reminders" });
    await expect(box).not.toBeChecked();
    await form.getByText("Titles only").click();
    await expect(box).toBeDisabled();
    await form.getByText("Everything", { exact: true }).click();
    await box.check();
    await form.getByLabel("Name").fill("Rings");
    await form.getByRole("button", { name: "Make the link" }).click();
    const made = page.getByRole("dialog", { name: "Your link is ready" });
    const url = await made.getByLabel("Secret link").inputValue();
    await made.getByRole("button", { name: "Done" }).click();
    expect(await given(page, url)).toContain(alarm.join("\r\n"));

    const card = page.getByRole("listitem").filter({ hasText: "Rings" });
    await expect(card).toContainText("With reminders");
    await card.getByRole("button", { name: "Change" }).click();
    const change = page.getByRole("dialog", { name: "Change the feed link" });
    await expect(change.getByRole("checkbox", { name: "Include reminders" })).toBeChecked();
    await change.getByText("Titles only").click();
    await change.getByRole("button", { name: "Save" }).click();
    await expect(card).not.toContainText("With reminders");
    const titles = await given(page, url);
    expect(titles).toContain("Berth talk");
    expect(titles).not.toContain("ALARM");
});
