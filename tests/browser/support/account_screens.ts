// The screens around accounts: audiences, prospects, the journey.
import { type Page } from "@playwright/test";
import { fill_day, send } from "./calendar";
import { type Screen } from "./screens";

interface Named { id: string; name: string }

export async function snapshot_of<T>(page: Page, list: string): Promise<T[]> {
    const answer = await page.request.get("/api/snapshot?from=2028-01-01&to=2028-01-02");
    return ((await answer.json()) as Record<string, T[]>)[list] ?? [];
}

/** A rule, and a fixed list of a dozen accounts that an entry uses; made when they are first looked at. */
async function make_audiences(page: Page): Promise<Map<string, string>> {
    const there = new Map((await snapshot_of<Named>(page, "audiences")).map(({ id, name }) => [name, id]));
    if (there.has("Dinner in Hamburg")) return there;
    const accounts = (await snapshot_of<Named>(page, "accounts")).slice(0, 12).map(({ id }) => id);
    const rule = await send(page, "audience.create", { name: "Freight, 200 people and more", kind: "rule", description: "Whom the winter calls go to.", conditions: ["employee_count >= 200", "do_not_contact is no"] });
    const list = await send(page, "audience.create", { name: "Dinner in Hamburg", description: "Invited by name, twenty seats.", account_ids: accounts });
    await fill_day(page, "2028-11-16", ["Dinner in Hamburg: invitations"], { kind: "event", audience_ids: [list.id] });
    return new Map([["Freight, 200 people and more", rule.id ?? ""], ["Dinner in Hamburg", list.id ?? ""]]);
}

async function open_audience(page: Page, name: string): Promise<void> {
    const id = (await make_audiences(page)).get(name) ?? "";
    await page.goto(`/audiences/${id}`);
    await page.getByRole("article", { name }).getByText(/^\d+ accounts?$/).waitFor();
}

/** People in every stage; made when they are first looked at. */
async function make_people(page: Page): Promise<void> {
    const there = (await (await page.request.get("/api/journey")).json()) as { prospects: { name: string }[] };
    if (there.prospects.some(({ name }) => name === "Hedda Lund")) return;
    const accounts = (await snapshot_of<Named>(page, "accounts")).map(({ id }) => id);
    const people = [
        ["Hedda Lund", "Head of purchasing", "interest", 18000], ["Piet de Groot", "Owner", "consideration", 42000], ["Anja Wirth", "Dispatcher", "interest", null],
        ["Tomasz Lis", "Warehouse manager", "awareness", null], ["Giulia Ferri", "Managing director", "purchase", 96000], ["Sven Holt", "Fleet manager", "loyalty", 30000],
        ["Karla Benn", "Assistant to the management", "", null],
    ] as const;
    for (const [at, [name, job_title, stage, value]] of people.entries())
        await send(page, "prospect.create", { account_id: accounts[at % 4], name, job_title, stage, value, email: `${name.split(" ")[0]?.toLowerCase() ?? ""}@company.example`, phone: "+49 40 1234" });
}

export const account_screens: Screen[] = [
    {
        name: "audiences",
        path: "/audiences",
        act: async (page) => {
            await make_audiences(page);
            await page.locator("[data-row]", { hasText: "12" }).first().waitFor();
        },
    },
    { name: "audiences-nothing-matches", path: "/audiences?q=zzzzzz", act: async (page) => { await make_audiences(page); await page.getByText("No audience matches").waitFor(); } },
    { name: "audience-rule", path: "/audiences", act: (page) => open_audience(page, "Freight, 200 people and more") },
    {
        name: "audience-list",
        path: "/audiences",
        act: async (page) => {
            await open_audience(page, "Dinner in Hamburg");
            await page.getByText("Used by 1 entry").waitFor();
        },
    },
    {
        name: "audience-new",
        path: "/audiences",
        act: async (page) => {
            await make_audiences(page);
            await page.getByRole("button", { name: "New audience" }).click();
            const form = page.getByRole("dialog", { name: "New audience" });
            await form.getByLabel("Name").fill("Large, and not talked to");
            await form.getByRole("button", { name: /^Field/ }).click();
            await page.getByRole("option", { name: "Employees" }).click();
            await form.getByRole("textbox", { name: "Value" }).fill("300");
            await form.getByText(/^\d+ accounts?$/).waitFor();
        },
    },
    {
        name: "audience-add",
        path: "/audiences",
        act: async (page) => {
            await open_audience(page, "Dinner in Hamburg");
            await page.getByRole("button", { name: "Add accounts" }).click();
            await page.getByLabel("Search accounts").fill("Parcel");
            await page.getByText("In the list").first().waitFor();
        },
    },
    { name: "journey", path: "/journey", act: async (page) => { await make_people(page); await page.getByRole("button", { name: /^Giulia Ferri/ }).waitFor(); } },
    {
        name: "journey-lead",
        path: "/journey",
        who: "admin",
        act: async (page) => {
            await make_people(page);
            await page.getByRole("button", { name: "Who answers for interest" }).click();
            await page.getByRole("dialog", { name: "Interest" }).waitFor();
        },
    },
    {
        name: "account-say",
        path: "/accounts",
        act: async (page) => {
            const account = (await snapshot_of<Named>(page, "accounts"))[1]?.id ?? "";
            const there = new Set((await snapshot_of<Named>(page, "audiences")).map((one) => one.name));
            if (!there.has("Invited to the yard day")) {
                const audience = await send(page, "audience.create", { name: "Invited to the yard day", account_ids: [account] });
                const date = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
                const offer = await send(page, "offer.create", { name: "Two months free", summary: "The first two months of yard slots are free for those who sign this year." });
                const more = { kind: "release", status: "confirmed", audience_ids: [audience.id] };
                const [letter] = await fill_day(page, date(-2), ["Letter: the queue at the gate"], { ...more, when: { starts_on: date(-2), ends_on: date(4) }, offer_ids: [offer.id] });
                await fill_day(page, date(-9), ["Newsletter November"], more);
                await fill_day(page, date(5), ["Film: a day in the yard"], { ...more, kind: "event" });
                await send(page, "talking_point.create", { entry_id: letter, text: "Ask how long trucks wait at the gate, then name the 40 minutes of others." });
                await send(page, "talking_point.create", { entry_id: letter, text: "The price list of next year", embargo_until: date(30) });
            }
            await page.goto(`/accounts?account=${account}`);
            await page.getByText("Soon, not to be told before").scrollIntoViewIfNeeded();
        },
    },
    {
        name: "people",
        path: "/accounts",
        act: async (page) => {
            await make_people(page);
            await page.goto(`/accounts?account=${(await snapshot_of<Named>(page, "accounts"))[0]?.id ?? ""}`);
            await page.getByRole("button", { name: /^Hedda Lund/ }).scrollIntoViewIfNeeded();
        },
    },
    {
        name: "person",
        path: "/journey",
        act: async (page) => {
            await make_people(page);
            await page.getByRole("button", { name: /^Giulia Ferri/ }).click();
            await page.getByRole("dialog", { name: "Giulia Ferri" }).waitFor();
        },
    },
    {
        name: "audience-paste",
        path: "/audiences",
        act: async (page) => {
            await open_audience(page, "Dinner in Hamburg");
            const [first, ...rest] = (await snapshot_of<Named>(page, "accounts")).slice(10, 16).map(({ name }) => name);
            await page.getByRole("button", { name: "Add accounts" }).click();
            await page.getByRole("button", { name: "Paste a list" }).click();
            await page.getByLabel("Names or domains").fill([first, ...rest, "Somebody else GmbH"].join("\n"));
            await page.getByText("Not found: Somebody else GmbH").waitFor();
        },
    },
];
