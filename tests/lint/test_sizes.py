import unittest

import sizes
from scan import blank
from tree import Tree


def body(lines, indent="    "):
    return "".join(f"{indent}f({number});\n" for number in range(lines))


class Functions(unittest.TestCase):
    def lengths(self, text, script=False):
        return [(name, length) for name, _, length in sizes.functions(text, script)]

    def test_counts_the_lines_between_the_braces(self):
        self.assertEqual([("a", 3)], self.lengths("int a(int b) {\n" + body(3) + "}\n"))

    def test_finds_members_constructors_and_trailing_types(self):
        text = ("namespace n {\nclass A : public B {\n    A(int x) : x_{x}, y_(x) {\n        f();\n    }\n"
                "    auto g() const noexcept -> int {\n        return 1;\n    }\n};\n}\n")
        self.assertEqual([("A", 1), ("g", 1)], self.lengths(text))

    def test_a_lambda_counts_with_its_function(self):
        text = "void a() {\n    b([&](int c) {\n" + body(2) + "    });\n}\n"
        self.assertEqual([("a", 4)], self.lengths(text))

    def test_blocks_and_tables_are_no_functions(self):
        text = "constexpr int table[] = {\n1,\n};\nvoid a() {\n    if (b) {\n        c();\n    }\n}\n"
        self.assertEqual([("a", 3)], self.lengths(text))

    def test_a_typescript_function_counts_without_those_inside(self):
        text = "export function a() {\n  const b = (c: number) => {\n" + body(5) + "  };\n  return b;\n}\n"
        self.assertEqual({("b", 5), ("a", 3)}, {(n if n != "(a lambda)" else "b", l) for n, l in self.lengths(text, True)})

    def test_a_long_function_is_named(self):
        found = sizes.check(Tree({"server/a.cpp": "void slow() {\n" + body(41) + "}\n"}))
        self.assertEqual(["server/a.cpp:1: slow has 41 lines; at most 40"], found)
        self.assertEqual([], sizes.check(Tree({"server/a.cpp": "void fine() {\n" + body(40) + "}\n"})))

    def test_a_component_has_functions_in_its_script(self):
        text = '<script lang="ts">\nfunction slow() {\n' + body(41) + "}\n</script>\n<p>{a}</p>\n"
        self.assertEqual(1, len(sizes.check(Tree({"static/src/A.svelte": text}))))


class Files(unittest.TestCase):
    def test_a_long_file_is_told(self):
        self.assertEqual(1, len(sizes.check(Tree({"calendar/base/a.hpp": "//\n" * 321}))))
        self.assertEqual([], sizes.check(Tree({"calendar/base/a.hpp": "//\n" * 320, "tests/data/a.py": "#\n" * 999})))


class Blank(unittest.TestCase):
    def test_braces_in_literals_and_comments_do_not_count(self):
        for text in ('"{"', "'{'", "// {", "/* { */", 'R"x({)x"'):
            self.assertNotIn("{", blank(text), text)
        for text in ("`{`", "`${a}{`", "x = /[{/]/", "'{'"):
            self.assertNotIn("{", blank(text, script=True), text)

    def test_digit_separators_open_no_literal(self):
        self.assertIn("{", blank("int a = 20'000; void f() {"))

    def test_lines_stay_where_they_were(self):
        self.assertEqual(3, blank("/*\n\n*/ a\n").count("\n"))
