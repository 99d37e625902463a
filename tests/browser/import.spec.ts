// A calendar file: looked at, imported for everyone, brought up to date by a second one, and taken back whole.
import { type Locator, type Page } from "@playwright/test";
import { calendar_file, ical_event, line, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";

const month = "/?view=month&on=2028-11-15";
const fair = ical_event("fair@test", "Cold chain fair", "20281107", "20281110");
const talk = ical_event("talk@test", "Talk on reefers", "20281114", "20281115");

async function begin(page: Page): Promise<Locator> {
    await page.getByRole("button", { name: "More for calendars" }).click();
    await page.getByRole("menuitem", { name: "Import a file" }).click();
    return page.getByRole("dialog", { name: "Import a calendar file" });
}

const file = (...events: string[]) => ({ name: "fairs.ics", mimeType: "text/calendar", buffer: Buffer.from(calendar_file(...events)) });

test("a file is shown before it is imported, everyone sees what it brought, and Undo takes all of it back", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: month });
    const rep = await sign_in("rep", { path: month });
    const dialog = await begin(page);
    const task = ["BEGIN:VTODO", "UID:packing@test", "DTSTAMP:20281101T080000Z", "SUMMARY:Pack the stand", "END:VTODO"].join("\r\n");
    await dialog.getByLabel("Calendar file").setInputFiles(file(fair, talk, task));
    await expect(dialog.getByRole("region", { name: "New and changed" }).getByRole("listitem")).toHaveText([/Cold chain fair/, /Talk on reefers/]);
    await expect(tile(page, "Cold chain fair")).toBeHidden();
    await dialog.getByRole("button", { name: /1 Left out/ }).click();
    await expect(dialog.getByRole("region", { name: "Left out" })).toContainText("Pack the stand");

    await dialog.getByRole("button", { name: "Import 2 new entries" }).click();
    await expect(dialog.getByRole("status")).toContainText("2 new entries in");
    await expect(tile(rep, "Talk on reefers")).toBeVisible();
    await dialog.getByRole("button", { name: "Undo the import" }).click();
    await expect(dialog.getByText("The import is taken back")).toBeVisible();
    await expect(tile(rep, "Talk on reefers")).toBeHidden();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(tile(page, "Cold chain fair")).toBeHidden();
});

test("a second file changes what it changes and doubles nothing; the bar undoes only that", async ({ sign_in }) => {
    const page = await sign_in("admin", { path: month });
    const dialog = await begin(page);
    const choose = dialog.getByLabel(/calendar file/i);
    await choose.setInputFiles(file(fair, talk));
    await dialog.getByRole("button", { name: "Import 2 new entries" }).click();
    await dialog.getByRole("button", { name: "Done" }).click();
    await begin(page);
    const moved = ical_event("talk@test", "Talk on reefers", "20281116", "20281117");
    await choose.setInputFiles(file(fair, moved));
    await expect(dialog.getByRole("region", { name: "New and changed" }).getByRole("listitem")).toContainText(["Date"]);
    await dialog.getByRole("button", { name: "Import 1 entry changed" }).click();
    await dialog.getByRole("button", { name: "Show in the calendar" }).click();
    await expect(tile(page, "Talk on reefers")).toHaveAttribute("data-date", "2028-11-16");
    await line(page, "Imported 1 entry changed").getByRole("button", { name: "Undo" }).click();
    await expect(tile(page, "Talk on reefers")).toHaveAttribute("data-date", "2028-11-14");
    await expect(tile(page, "Cold chain fair")).toHaveCount(1);
});

test("what is no calendar is refused with its reason, and whoever may change nothing is not asked", async ({ sign_in }) => {
    const page = await sign_in("rep", { path: month });
    const dialog = await begin(page);
    await dialog.getByLabel("Calendar file").setInputFiles({ name: "notes.ics", mimeType: "text/calendar", buffer: Buffer.from("hello") });
    await expect(dialog.getByRole("alert")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
    const viewer = await sign_in("viewer", { path: month });
    await viewer.getByRole("button", { name: "More for calendars" }).click();
    await expect(viewer.getByRole("menuitem", { name: "Use a calendar app" })).toBeVisible();
    await expect(viewer.getByRole("menuitem", { name: "Import a file" })).toBeHidden();
});

test("a file dropped on the page is looked at", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: month });
    await page.evaluate((text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "dropped.ics", { type: "text/calendar" }));
        for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }, calendar_file(ical_event("dropped@test", "Dropped fair", "20281128", "20281129")));
    await expect(page.getByRole("dialog", { name: "Import a calendar file" }).getByRole("listitem")).toContainText(["Dropped fair"]);
});
