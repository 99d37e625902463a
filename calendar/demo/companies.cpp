#include "calendar/demo/companies.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tandem::demo {
namespace {

struct Row {
    const char *name, *domain, *city;
    int industry, employees;
};
constexpr const char* industries[] = {"Road freight", "Contract logistics", "Food and cold chain", "Parcel",
                                      "Wholesale",    "Port and terminal",  "Manufacturing",       "Pharma logistics"};
constexpr const char* businesses[] = {"Full and part loads",        "Warehousing for others", "Fresh and frozen",
                                      "Parcels, next day",          "Sells from own stock",   "Containers and bulk",
                                      "Machines with own dispatch", "Medicines, 2 to 8 °C"};
struct Stretch {
    std::size_t end; // of rows, exclusive
    const char* region;
};
constexpr Stretch stretches[] = {{16, "DACH"}, {24, "Nordics"},        {32, "Benelux"}, {36, "France"},
                                 {44, "DACH"}, {50, "Central Europe"}, {60, "DACH"}};
constexpr std::size_t in_talks_with[] = {3, 13, 21, 33, 45, 50};
constexpr Row rows[] = {
    {"Hansekontor Spedition", "hansekontor", "Hamburg", 0, 420},
    {"Brückner & Söhne Logistik", "brueckner-logistik", "Bremen", 1, 260},
    {"Kühlwerk Nord", "kuehlwerk-nord", "Kiel", 2, 180},
    {"Alster Parcel", "alster-parcel", "Hamburg", 3, 950},
    {"Rheinbogen Großhandel", "rheinbogen", "Köln", 4, 610},
    {"Terminal Weserbogen", "weserbogen", "Bremerhaven", 5, 340},
    {"Falkenhagen Maschinenbau", "falkenhagen", "Chemnitz", 6, 780},
    {"MediTrans Süd", "meditrans-sued", "Ulm", 7, 150},
    {"Spedition Oberlechner", "oberlechner", "Rosenheim", 0, 95},
    {"Lagerhof Main-Kinzig", "lagerhof-mk", "Hanau", 1, 210},
    {"Frischkai", "frischkai", "Rostock", 2, 130},
    {"Zustellwerk", "zustellwerk", "Leipzig", 3, 1400},
    {"Tessmer Baustoffe", "tessmer", "Magdeburg", 4, 330},
    {"Kaiserhafen Umschlag", "kaiserhafen", "Duisburg", 5, 520},
    {"Böhmler Präzision", "boehmler", "Tuttlingen", 6, 410},
    {"Apotheka Express", "apotheka", "Mannheim", 7, 88},
    {"Vestergaard Transport", "vestergaard", "Aarhus", 0, 370},
    {"Lindholm Lager", "lindholm", "Malmö", 1, 240},
    {"Nordisk Frys", "nordisk-frys", "Göteborg", 2, 290},
    {"Postbåten", "postbaten", "Stockholm", 3, 730},
    {"Fjordgross", "fjordgross", "Bergen", 4, 160},
    {"Øresund Terminal", "oresund-terminal", "København", 5, 450},
    {"Tammer Works", "tammer-works", "Tampere", 6, 560},
    {"Farmasea", "farmasea", "Turku", 7, 120},
    {"Van der Meulen Transport", "vandermeulen", "Venlo", 0, 640},
    {"Waalhaven Warehousing", "waalhaven", "Rotterdam", 1, 880},
    {"Polderfris", "polderfris", "Zwolle", 2, 140},
    {"Bezorgd Pakket", "bezorgd", "Utrecht", 3, 510},
    {"De Groot Horeca", "degroot-horeca", "Eindhoven", 4, 230},
    {"Scheldekaai", "scheldekaai", "Antwerpen", 5, 700},
    {"Ardenne Métal", "ardenne-metal", "Liège", 6, 350},
    {"PharmaVia", "pharmavia", "Gent", 7, 190},
    {"Transports Delcourt", "delcourt", "Lille", 0, 480},
    {"Entrepôts du Rhin", "entrepots-rhin", "Strasbourg", 1, 310},
    {"Fraîcheur Atlantique", "fraicheur", "Nantes", 2, 220},
    {"Colisvite", "colisvite", "Lyon", 3, 1150},
    {"Alpengut Handel", "alpengut", "Innsbruck", 4, 170},
    {"Donau Terminal Linz", "donau-terminal", "Linz", 5, 280},
    {"Steirer Antriebe", "steirer-antriebe", "Graz", 6, 620},
    {"Vindobona Pharma Cargo", "vindobona-cargo", "Wien", 7, 105},
    {"Aebischer Transporte", "aebischer", "Bern", 0, 145},
    {"Zürisee Logistik", "zuerisee", "Zürich", 1, 390},
    {"Gletscherfrisch", "gletscherfrisch", "Chur", 2, 75},
    {"Rasch Kurier", "rasch-kurier", "Basel", 3, 200},
    {"Kowalski Transport", "kowalski-transport", "Poznań", 0, 530},
    {"Magazyny Odra", "magazyny-odra", "Wrocław", 1, 460},
    {"Bałtyk Fresh", "baltyk-fresh", "Gdańsk", 2, 260},
    {"Moravia Kontrakt", "moravia-kontrakt", "Brno", 1, 275},
    {"Praha Balík", "praha-balik", "Praha", 3, 640},
    {"Šumava Stroje", "sumava-stroje", "Plzeň", 6, 490},
    {"Eichhorn Kontraktlogistik", "eichhorn", "Kassel", 1, 1020},
    {"Seehafen Wismar Umschlag", "wismar-umschlag", "Wismar", 5, 115},
    {"Grünkorn Bio-Großhandel", "gruenkorn", "Freiburg", 4, 190},
    {"Lahnfrost", "lahnfrost", "Gießen", 2, 160},
    {"Nachtexpress Thüringen", "nachtexpress", "Erfurt", 3, 350},
    {"Wendland Agrar", "wendland-agrar", "Uelzen", 4, 140},
    {"Havelstahl", "havelstahl", "Brandenburg", 6, 870},
    {"Isartal Medical", "isartal-medical", "München", 7, 210},
    {"Spedition Petersen & Thoms", "petersen-thoms", "Flensburg", 0, 320},
    {"Ruhrbogen Fulfilment", "ruhrbogen", "Essen", 1, 740},
};
static_assert(std::size(rows) == 60);

constexpr const char* notes[] = {
    "Runs two planning tools side by side since the merger; head of dispatch wants one.",
    "Contract with their present vendor ends next spring. Decision sits with the CFO.",
    "Asked for a reference in the same industry before a second meeting.",
    "Dispatch team likes us, IT wants to see the interface documentation first.",
    "Met at the fair; very interested in yard slots, less in route planning.",
    "Budget for this year is spent. New budget opens in January.",
};
constexpr const char* closed_note = "Asked in writing not to be contacted. Applies to mail, phone and events.";

const char* region_of(std::size_t i) {
    return std::ranges::find_if(stretches, [&](const Stretch& stretch) { return i < stretch.end; })->region;
}

// Large ones fit best, and those that move goods for others.
const char* rating_of(const Row& row) {
    const int moves = row.industry == 0 || row.industry == 1 || row.industry == 5;
    constexpr const char* ratings[] = {"d", "c", "c", "b", "a"};
    return ratings[moves + (row.employees >= 120) + (row.employees >= 250) + (row.employees >= 600)];
}

} // namespace

std::vector<Company> found(World& world) {
    std::vector<Company> companies;
    Random& random = world.script.random;
    const Date imported = work_day(world.today - std::chrono::days(150));
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        const Row& row = rows[i];
        const Instant at = at_time(imported, 13 * 60) + std::chrono::seconds(31 * static_cast<int>(i));
        const bool closed = i == 8 || i == 30 || i == 51;
        const bool talks = std::ranges::find(in_talks_with, i) != std::end(in_talks_with);
        const Company company{
            world.script.make_id(at), reps[i % std::size(reps)], !closed && i % 12 != 11, talks, row.domain, row.city};
        companies.push_back(company);
        world.script.note(at, world.actor(tobias), "account.create",
                          {{"id", to_text(company.id)},
                           {"name", row.name},
                           {"domain", std::string(row.domain) + ".example"},
                           {"industry", industries[row.industry]},
                           {"city", row.city},
                           {"employee_count", row.employees},
                           {"line_of_business", businesses[row.industry]},
                           {"region", region_of(i)},
                           {"rating", rating_of(row)},
                           {"owner_id", to_text(world.members[company.rep])}});
        if (talks)
            world.script.note(
                at_time(work_day(world.today - std::chrono::days(9 + 4 * static_cast<int>(i % 8))), 16 * 60 + 5),
                world.actor(company.rep), "account.update", {{"id", to_text(company.id)}, {"open_opportunity", true}});
        const Instant later = at_time(work_day(world.today - std::chrono::days(random.between(5, 120))),
                                      random.between(8 * 60 + 30, 17 * 60));
        if (closed)
            world.script.note(later, world.actor(company.rep), "account.update",
                              {{"id", to_text(company.id)}, {"do_not_contact", true}, {"note", closed_note}});
        else if (i % 5 < 2)
            world.script.note(later, world.actor(company.rep), "account.update",
                              {{"id", to_text(company.id)}, {"note", random.one_of(notes)}});
    }
    return companies;
}

} // namespace tandem::demo
