// The screens of the touch radar.
import { type Page } from "@playwright/test";
import { day } from "./calendar";
import { busy_week, crowd } from "./radar";
import { type Screen } from "./screens";

/** A new entry for accounts that have heard enough that week. */
async function begin_too_much(page: Page): Promise<void> {
    const audience = await crowd(page, "Radarland");
    const { entries } = (await (await page.request.get("/api/entries?from=2028-09-04&to=2028-09-05")).json()) as { entries: { title: string }[] };
    if (!entries.some(({ title }) => title === "Newsletter to the ports")) await busy_week(page, audience, "2028-09-04");
    await page.goto("/?view=month&on=2028-09-15");
    await day(page, "2028-09-08").waitFor();
    await page.getByRole("button", { name: "New entry" }).first().click();
    const form = page.getByRole("dialog", { name: "New entry" });
    await form.getByLabel("Title").fill("Webinar: berth plans that hold");
    await form.getByRole("button", { name: "Content release", exact: true }).click();
    await form.getByRole("button", { name: "No date yet" }).click();
    await page.getByRole("textbox", { name: "From" }).fill("2028-09-08");
    await page.keyboard.press("Escape");
    await form.getByRole("button", { name: /^Add an audience/ }).click();
    await page.getByRole("option", { name: /^Ports of Radarland/ }).click();
    await form.getByText(/would hear from us more than/).waitFor();
}

export const radar_screens: Screen[] = [
    { name: "radar-settings", path: "/settings/radar", who: "admin", act: (page) => page.getByRole("heading", { name: "How often" }).waitFor() },
    { name: "new-entry-warned", path: "/", act: begin_too_much },
];
