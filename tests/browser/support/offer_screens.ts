// The screens of offers and of what may be said.
import { type Screen } from "./screens";

export const offer_screens: Screen[] = [
    { name: "offers", path: "/offers", act: (page) => page.locator("[data-row]").first().waitFor() },
    { name: "offers-nothing-matches", path: "/offers?q=zzzzzz", act: (page) => page.getByText("No offer matches").waitFor() },
    {
        name: "offer",
        path: "/offers",
        act: async (page) => {
            await page.locator("[data-row]", { hasText: "yard slots" }).first().click();
            await page.getByRole("article").getByText("created it").waitFor();
        },
    },
    {
        name: "what-may-be-said",
        path: "/?view=timeline",
        who: "admin",
        act: async (page) => {
            const { entries } = (await (await page.request.get("/api/search?q=yard")).json()) as { entries: { id: string; kind: string; title: string }[] };
            const push = entries.find(({ kind, title }) => kind === "push" && title.includes("last call"));
            await page.goto(`/?view=timeline&entry=${push?.id ?? ""}`);
            await page.getByRole("list", { name: "Talking points" }).scrollIntoViewIfNeeded();
        },
    },
];
