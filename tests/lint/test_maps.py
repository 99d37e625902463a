import unittest

import readmes
import spelling
from tree import Tree


class Readmes(unittest.TestCase):
    def check(self, readme, **more):
        texts = {"calendar/base/id.hpp": "", "calendar/base/id.cpp": "", "calendar/base/README.md": readme, **more}
        return readmes.check(Tree(texts))

    def test_a_true_map_passes(self):
        for map_ in ("`id.hpp`", "`id`", "`id.{hpp,cpp}`", "- id: names"):
            self.assertEqual([], self.check(f"# base\n## Map\n{map_}\n## Decisions\n`gone.hpp`\n"), map_)

    def test_a_source_folder_has_a_readme(self):
        self.assertEqual(["calendar/base: has no README.md"], readmes.check(Tree({"calendar/base/id.hpp": ""})))

    def test_the_map_names_nothing_that_is_gone(self):
        self.assertIn("names old.hpp", self.check("## Map\n`id`, `old.hpp`")[0])

    def test_the_map_leaves_nothing_out(self):
        self.assertIn("does not name new.hpp", self.check("`id`", **{"calendar/base/new.hpp": ""})[0])
        self.assertIn("does not name deep/", self.check("`id`", **{"calendar/base/deep/notes.md": ""})[0])


class Spelling(unittest.TestCase):
    schema = '{"properties": {"starts_at": {"type": "string"}, "id": {}}}'

    def check(self, **files):
        texts = {"schemas/entry.json": self.schema}
        texts.update({{"example": "schemas/examples/a.json", "schema": "schemas/b.json",
                       "page": "static/src/protocol/generated.ts"}[name]: text for name, text in files.items()})
        return spelling.check(Tree(texts))

    def test_the_same_word_everywhere_passes(self):
        self.assertEqual([], self.check(example='{"starts_at": "x"}', page="export interface Entry {\n  starts_at: string;\n}\n"))

    def test_another_spelling_is_told(self):
        self.assertEqual(1, len(self.check(example='{"start": "x"}')))
        self.assertEqual(1, len(self.check(page="export interface Entry {\n  startsAt: string;\n}\n")))
        self.assertEqual(1, len(self.check(page="export interface Entry {\n  begins_at: string;\n}\n")))
        self.assertEqual(1, len(self.check(schema='{"properties": {"startsAt": {}}}')))

    def test_an_unreadable_schema_is_told(self):
        self.assertIn("is no JSON", self.check(schema="{")[0])
