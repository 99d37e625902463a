import unittest

import arrows
import page_arrows
from tree import Tree


def include(*names):
    return "".join(f'#include "{name}"\n' if name.startswith(("calendar/", "server/")) else f"#include <{name}>\n" for name in names)


class Arrows(unittest.TestCase):
    def check(self, **files):
        texts = {"calendar/base/id.hpp": "", "calendar/store/db.hpp": "", "calendar/engine/engine.hpp": "",
                 "server/ws/frame.hpp": "", "server/dav/put.hpp": "", "server/app/app.hpp": ""}
        texts.update({path.replace("__", "/").replace("_hpp", ".hpp").replace("_cpp", ".cpp"): text
                      for path, text in files.items()})
        return arrows.check(Tree(texts))

    def test_arrows_of_the_map_are_free(self):
        self.assertEqual([], self.check(
            calendar__engine__apply_cpp=include("calendar/store/db.hpp", "calendar/base/id.hpp", "vector"),
            server__ws__dispatch_cpp=include("calendar/engine/engine.hpp", "boost/beast/core.hpp", "thread"),
            server__main_cpp=include("server/app/app.hpp")))

    def test_a_lower_folder_uses_no_higher_one(self):
        self.assertIn("calendar/store may not use calendar/engine",
                      self.check(calendar__store__a_cpp=include("calendar/engine/engine.hpp"))[0])

    def test_calendar_knows_no_server(self):
        self.assertEqual(1, len(self.check(calendar__engine__a_cpp=include("server/ws/frame.hpp"))))
        self.assertEqual(1, len(self.check(tests__calendar__a_cpp=include("server/ws/frame.hpp"))))

    def test_ws_and_dav_do_not_know_each_other(self):
        self.assertEqual(1, len(self.check(server__ws__a_cpp=include("server/dav/put.hpp"))))
        self.assertEqual(1, len(self.check(server__dav__a_cpp=include("server/ws/frame.hpp"))))

    def test_only_main_and_the_command_line_use_app(self):
        self.assertEqual(1, len(self.check(server__ws__a_cpp=include("server/app/app.hpp"))))

    def test_a_library_has_one_home(self):
        for name in ("libical/ical.h", "SQLiteCpp/SQLiteCpp.h", "sqlite3.h", "boost/beast/core.h"):
            self.assertEqual(1, len(self.check(server__api__a_cpp=include(name))), name)
        for name in ("boost/asio.h", "thread", "sys/socket.h"):
            self.assertEqual(1, len(self.check(calendar__engine__a_cpp=include(name))), name)

    def test_an_unknown_folder_needs_a_place(self):
        self.assertEqual(1, len(self.check(calendar__misc__a_cpp=include("calendar/base/id.hpp"))))

    def test_a_path_starts_at_the_root(self):
        self.assertEqual(1, len(self.check(calendar__base__a_cpp='#include "id.hpp"\n')))

    def test_files_include_each_other_in_no_circle(self):
        found = self.check(calendar__base__a_hpp=include("calendar/base/b.hpp"), calendar__base__b_hpp=include("calendar/base/a.hpp"))
        self.assertIn("files include each other in a circle", found[0])

    def test_folders_include_each_other_in_no_circle(self):
        found = self.check(calendar__people__a_hpp=include("calendar/entries/b.hpp"), calendar__entries__b_hpp="",
                           calendar__entries__c_hpp=include("calendar/people/a.hpp"))
        self.assertIn("folders include each other in a circle", found[0])


class PageArrows(unittest.TestCase):
    def check(self, path, text):
        return page_arrows.check(Tree({path: text}))

    def test_views_use_the_store_and_never_the_other_way(self):
        self.assertEqual([], self.check("static/src/views/a.ts", 'import { b } from "../store/b";\nimport "svelte";\n'))
        self.assertEqual(1, len(self.check("static/src/store/b.ts", 'import { a } from "../views/a";\n')))
        self.assertEqual(1, len(self.check("static/src/sync/b.ts", 'const a = await import("../store/a");\n')))

    def test_the_clock_is_below_all(self):
        self.assertEqual([], self.check("static/src/protocol/a.ts", 'import { now } from "../time/clock";\n'))
        self.assertEqual(1, len(self.check("static/src/protocol/a.ts", 'import { now } from "../time/dates";\n')))
