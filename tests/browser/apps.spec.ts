// A page that stays open beside a calendar app: what the app does is on the page at once, what is done on the page is in
// the app when it syncs.
import { type App, app_names, type Shown, test } from "./support/app";
import { drag, edit, open, quiet_month, send, tile, tile_on } from "./support/calendar";
import { expect, people } from "./support/fixtures";
import { watch } from "./support/live";

const month = "2028-03";

async function expect_in_app(app: App, wanted: Shown): Promise<void> {
    await expect.poll(() => app.shows(month, wanted), { timeout: 30_000 }).toEqual(wanted);
}

for (const name of app_names)
    test(`the page and ${name} show what the other does`, async ({ sign_in, start_app, server }) => {
        test.slow(); // an app is a handful of processes
        const [calendar, call, talk] = [`Beside ${name}`, `Call from ${name}`, `Talk with ${name}`];
        const page = await sign_in("admin", { path: quiet_month });
        await send(page, "calendar.create", { name: calendar, color: "#7a3ff2" });
        const { secrets } = await send(page, "token.create", { name, scope: "dav" });
        const app = await start_app(name, server.address, people.admin, secrets?.token ?? "", calendar);
        expect(await app.ask("calendars")).toContain(calendar);
        await watch(page);

        await app.ask("create", call, `${month}-14T09:00`, 60);
        await expect(tile_on(page, call, `${month}-14`)).toBeVisible();

        await drag(page, call, `${month}-16`);
        await expect_in_app(app, [[`${month}-16T09:00`, call]]);

        await open(page, call);
        await edit(page, "Title", talk);
        await expect_in_app(app, [[`${month}-16T09:00`, talk]]);

        await app.ask("move", talk, `${month}-22T15:00`, 30);
        await expect(tile_on(page, talk, `${month}-22`)).toBeVisible();
        await expect(tile(page, call)).toHaveCount(0);

        const stays = `Stays in ${name}`;
        await app.ask("create", stays, `${month}-23T09:00`, 15);
        await app.ask("delete", talk);
        await expect(tile(page, talk)).toHaveCount(0);

        const round = `Round of ${name}`;
        await app.ask("create", round, `${month}-07T11:00`, 30, `${month}-22T11:00`);
        for (const date of ["07", "14", "21"]) await expect(tile_on(page, round, `${month}-${date}`)).toBeVisible();
        await drag(page, round, `${month}-15`, `${month}-14`);
        await page.getByRole("dialog", { name: /^Move/ }).getByRole("button", { name: "Only Tue 14 Mar" }).click();
        const on = (date: string): [string, string] => [`${month}-${date}T11:00`, round];
        await expect_in_app(app, [on("07"), on("15"), on("21"), [`${month}-23T09:00`, stays]]);
        await app.ask("delete_once", round, `${month}-21T11:00`);
        await expect(tile_on(page, round, `${month}-21`)).toHaveCount(0);
        expect(await page.evaluate(() => window.tandem_test.loaded), "the page was not loaded anew").toBe(true);
    });
