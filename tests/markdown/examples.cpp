// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "examples.h"

namespace tabletalk {

const std::vector<Example> &examples()
{
    static const std::vector<Example> list{
        {"prose", u"One *two* **three**\nfour `five`.\n\nSix  \nseven\\\neight\n\n\nnine"},
        {"headings", u"# One\ntext\n## Two ##\n\nThree\n===\nFour\nfive\n---\n#six\n####### seven\n#\n"},
        {"rules", u"***\ntext\n***\n\n---\n- - -\n___\ntext\n---\n"},
        {"bullet list", u"Intro:\n- one\n- two\n  more\n- three\n\nAfter.\n"},
        {"loose list", u"1. one\n\n2. two\n\n   more of two\n\n3. three\n\ntext\n"},
        {"list numbers", u"7. seven\n8. eight\n1. nine\n\n12) other\n1) thirteen\n"},
        {"nested list", u"- a\n  1. b\n     - c\n     - d\n  2. e\n- f\n    - g\n\n      h\n- i\n"},
        {"nested at once",
         u"1. - a\n   - b\n2. > quoted\n   > on\n3. # heading\n4. ```\n   code\n   ```\n5.\n6. six\n"},
        {"list changes mark", u"- a\n+ b\n* c\n1. d\n2) e\n"},
        {"lazy lines", u"- a\nlazy\n- b\n\n> c\nlazy\n> d\n\nend\n"},
        {"code in list", u"1. Run:\n\n   ```bash\n   make\n\n   \tmake install\n   ```\n\n2. Then\n   ```\n  "
                         u"odd\n3. three\n"},
        {"tasks", u"- [ ] open\n- [x] done\n- [X] done too\n- [y] none\n1. [x] numbered\n"},
        {"interrupted list", u"- a\n# Heading\n- b\n---\n- c\n```\nfence\n```\n- d\n> quote\n"},
        {"quote", u"> one\n> two\n>\n> - three\n> - four\n>\n> > five\n\nsix\n> # seven\n> ```py\n> x = 1\n> "
                  u"```\neight\n"},
        {"fence", u"Text:\n```cpp\nint main()\n{\n\treturn 0;\n}\n\n```\nafter\n~~~ py ext\n```\n~~~\n"},
        {"fence indented", u"  ```\n  two\n three\n    four\n\tfive\n  ```\n   ~~~\n \t x\n   ~~~~\n"},
        {"fence marks inside", u"````md\n```\ninner\n```\n`` ` ``\n````\n``` not`fence\ntext\n"},
        {"fence blank lines", u"```\n\n\n  \n\t\nx\n\n \n```\n\n```\n```\n~~~\n\n~~~\n"},
        {"fence unclosed", u"a\n\n```js\nlet x;\n``\n"},
        {"indented code", u"text\n\n    code\n\tcode\n\n      more\n  text\n\n\n    last\n\n"},
        {"table", u"Intro\n\n| a | b |\n|---|:-:|\n| 1 | *2* |\n| `x|y` | \\| |\n| too | many | cells |\n| "
                  u"few |\n\nend\n"},
        {"table bare", u"a | b\n--|--:\n1 | 2\n3\n| |\n# Heading\n"},
        {"table interrupted", u"| a |\n|---|\n| 1 |\n- item\n\n| a |\n|---|\n> quote\n\n|a|\n|---|\n    "
                              u"indented\n```\ncode\n```\n"},
        {"table narrow columns",
         u"|a|b|\n|-|:-:|\n|1|[x](y)|\n## After\n\na|b\n:-|--\n1|2\n~~~\n| code |\n|-|\n~~~\n"},
        {"no table", u"text\n| a |\n|---|\n| 1 |\n\n| a | b |\n|---|\n| c |\n"},
        {"links",
         u"[a](https://a.example) <https://b.example> https://c.example www.d.example e@f.example [g][h]\n"},
        {"definitions first", u"[x]: https://x.example 'Title'\n[y]:\n  <https://y.example>\n\nSee [x], [the "
                              u"Y][y] and [z].\n\n- [x]\n"},
        {"definitions last",
         u"See [x] and [y].\n\n- [x]\n\n[x]: https://x.example\n[y]: https://y.example\n"},
        {"definition then text", u"[x]: https://x.example\n===\ntext [x]\n\n[y]: broken link\n[y]\n"},
        {"images", u"![alt *text*](https://i.example/p.png) "
                   u"![](https://i.example/q.png)\n\n[![badge](b.svg)](https://b.example)\n\n![]()\n"},
        {"inline mixture",
         u"***both*** **bold _it_** ~~gone~~ ~one~ a*b*c snake_case_name `` a`b `` \\*no\\* 2 * 3 * 4\n"},
        {"unclosed inline", u"**bold *it `code [link](http://x ~~gone ![im\n\nnext **p\n"},
        {"entities",
         u"&amp; &lt;b&gt; &copy; &nbsp;x &#65; &#x1F600; &#0; &#xD800; &nosuch; &NotEqualTilde; & &;\n"},
        {"html is text", u"<b>bold</b>\n<div>\n<!-- comment -->\n</div>\n\n<script>\nalert(1)\n</script>\n"},
        {"setext or rule", u"a\n-\n\nb\n--\n- c\n--\n\n> d\n---\n"},
        {"not quite marks",
         u"1.5 is a number\n-5 too\n+1\n*emphasis*\n**bold**\n1986\\. A year\n123456789012. big\n"},
        {"tabs", u"-\ta\n\n\tb\n-\tc\n\n>\tq\n\n1.\t\tcode\n\n\ttab\n"},
        // The formatter counts bytes for columns here, and never comes to rest.
        // clang-format off
        {"unicode", u"Žluťoučký 🐎 **日本語** العربية\n\n- 🎉 party\n\n| ü | 🙂 |\n|---|---|\n| é | ß |\n\n"
                    u"```\n日本\n\t語\n```\n"},
        // clang-format on
        {"windows lines", u"# One\r\n\r\ntext\r\nmore\r\n```\r\ncode\r\n```\r\nold\rmac\r"},
        {"odd characters", u"a\u0001b\u000bc\u2028d\u00a0e\ufefff\n"},
        {"empty", u""},
        {"only blanks", u" \n\t\n\n"},
    };
    return list;
}

} // namespace tabletalk
