// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast code is highlighted and markdown parsed to blocks, in bytes of UTF-8 per second of CPU; ratios
// are to a pass that only counts the lines of the same text.

#include "codehighlighter.h"
#include "markdowndocument.h"

#include <QTextStream>

#include <algorithm>
#include <ctime>
#include <functional>
#include <malloc.h>

using namespace tabletalk;

namespace {

QTextStream out(stdout);

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

//! The median of several runs.
double secondsOf(const std::function<void()> &work)
{
    constexpr int kRuns = 7;
    std::vector<double> seconds;
    for (int i = 0; i < kRuns; ++i) {
        const double before = cpuSeconds();
        work();
        seconds.push_back(cpuSeconds() - before);
    }
    std::nth_element(seconds.begin(), seconds.begin() + kRuns / 2, seconds.end());
    return seconds[kRuns / 2];
}

QString repeated(const QString &text, qsizetype size)
{
    return text.repeated(std::max<qsizetype>(1, size / text.size()));
}

struct Sample {
    const char *language;
    const char *code;
};

constexpr Sample kSamples[]{
    {"python", "class Account(Base):\n    \"\"\"Keeps a balance.\"\"\"\n\n    def deposit(self, amount: "
               "float) -> None:\n"
               "        # nothing below zero\n        if amount <= 0:\n            raise ValueError(f\"bad "
               "amount {amount}\")\n"
               "        self.balance += amount * 1.05\n        return self.history[-1]\n\n"},
    {"cpp", "// Returns the widest of the columns.\ntemplate <typename T>\nint widest(const std::vector<T> "
            "&columns)\n{\n"
            "    int result = 0;\n    for (const T &column : columns) {\n        if (column.width() > result "
            "&& column.isShown())\n"
            "            result = column.width(); /* so far */\n    }\n    return result + 0x10;\n}\n\n"},
    {"sql", "SELECT customer.name, COUNT(*) AS orders, SUM(total) FROM customer\nJOIN orders ON "
            "orders.customer_id = customer.id\n"
            "WHERE orders.placed >= '2024-01-01' AND customer.country IN ('DE', 'FR') -- only these\n"
            "GROUP BY customer.name HAVING SUM(total) > 1000 ORDER BY orders DESC LIMIT 20;\n\n"},
    {"javascript", "export async function load(path, options = {}) {\n  const reply = await "
                   "fetch(`${base}/${path}`, options);\n"
                   "  if (!reply.ok) throw new Error('status ' + reply.status); // said by the server\n"
                   "  return reply.json().then((data) => data.items.filter(item => item.count > 0));\n}\n\n"},
    {"json", "  {\n    \"id\": 12045,\n    \"name\": \"A product of some kind\",\n    \"price\": 12.5,\n    "
             "\"tags\": [\"one\", \"two\"],\n"
             "    \"available\": true,\n    \"parent\": null\n  },\n"},
    {"yaml", "services:\n  database:\n    image: \"postgres:16\"\n    ports:\n      - 5432:5432\n    "
             "environment:\n      LIMIT: 100 # rows\n"
             "      DEBUG: false\n    command: |\n      run --all\n      stop\n"},
    {"bash",
     "for file in \"$source\"/*.txt; do\n    # skip what is empty\n    if [ ! -s \"$file\" ]; then continue; "
     "fi\n"
     "    count=$(wc -l < \"$file\")\n    echo \"${file##*/}: $count lines\" >> \"$report\"\ndone\n\n"},
    {"rust", "impl<'a> Reader<'a> {\n    /// Reads one line.\n    pub fn line(&mut self) -> Option<&'a str> "
             "{\n        let rest = &self.text[self.at..];\n"
             "        match rest.find('\\n') {\n            Some(end) => { self.at += end + 1; "
             "Some(&rest[..end]) }\n            None => None,\n        }\n    }\n}\n\n"},
    {"go", "// Load reads the file and returns its rows.\nfunc Load(path string) ([]Row, error) {\n\tdata, "
           "err := os.ReadFile(path)\n"
           "\tif err != nil {\n\t\treturn nil, fmt.Errorf(\"load %s: %w\", path, err)\n\t}\n\treturn "
           "parse(data, 0x20), nil\n}\n\n"},
    {"html", "<section class=\"card wide\">\n  <h2 id=\"title\">Prices &amp; terms</h2>\n  <p>Some text in a "
             "paragraph, with a <a href=\"/more\">link</a>.</p>\n"
             "  <!-- the end -->\n</section>\n"},
};

void benchHighlighting()
{
    constexpr qsizetype kSize = 2'000'000;
    out << "highlighting, MB/s of CPU (with runs; state alone)\n";
    for (const Sample &sample : kSamples) {
        const QString code = repeated(QString::fromLatin1(sample.code), kSize);
        const QList<QStringView> lines = QStringView(code).split(u'\n');
        const CodeHighlighter highlighter(QString::fromLatin1(sample.language));
        const auto pass = [&](bool wantsRuns) {
            std::vector<CodeRun> runs;
            CodeState state;
            for (const QStringView line : lines) {
                runs.clear();
                state = highlighter.highlight(line, state, wantsRuns ? &runs : nullptr);
            }
        };
        const double megabytes = double(code.size()) / 1e6;
        out << QStringLiteral("  %1 %2; %3\n")
                   .arg(QLatin1String(sample.language), -12)
                   .arg(megabytes / secondsOf([&] { pass(true); }), 6, 'f', 0)
                   .arg(megabytes / secondsOf([&] { pass(false); }), 6, 'f', 0);
    }
}

void benchParsing(const char *what, const QString &sample)
{
    const QString text = repeated(sample, 1'000'000);
    const double megabytes = double(text.size()) / 1e6;
    qsizetype lineCount = 0;
    const double count = secondsOf([&] { lineCount += text.count(u'\n'); });
    const double parse = secondsOf([&] { MarkdownDocument::parse(text); });
    out << QStringLiteral("parsing to blocks, %1: %2 MB/s, %3 times counting its lines (%4)\n")
               .arg(QLatin1String(what))
               .arg(megabytes / parse, 0, 'f', 0)
               .arg(parse / count, 0, 'f', 1)
               .arg(lineCount);
}

void benchParsing()
{
    benchParsing("many small blocks",
                 QStringLiteral("## A heading\n\nThis paragraph has **bold** words, some `code` and "
                                "*emphasis*; it goes on for about "
                                "three lines, as paragraphs in answers do, and ends with a "
                                "[link](https://example.org/page).\n\n- a first "
                                "item\n- a second one, which says `more`\n\n```python\nfor x in y:\n    "
                                "print(x)\n```\n\n| Name | Count |\n"
                                "|------|------:|\n| north | 1,204 |\n| south | 15,310 |\n\n"));
    benchParsing(
        "paragraphs and code",
        QStringLiteral(
            "### What to look at first\n\nThe figures fell in the second quarter, and the reason is "
            "not the one that the report gives: **three of the five regions** sold more than a year "
            "before, while the largest one lost a customer that it had kept for ten years. Without "
            "it, the sum would have grown by four percent, as the plan said.\n\nTwo things follow "
            "from that. The first is that a look at the sum alone leads astray; the second is that "
            "the `region` column has to be read together with the `customer` column, which the "
            "query below does.\n\n```sql\nSELECT region, customer, sum(amount) AS total\nFROM sales\n"
            "WHERE quarter = 2\nGROUP BY region, customer\nORDER BY total DESC;\n```\n\n- The largest "
            "region stands first, with every customer that bought anything in these three months.\n"
            "- A customer who bought in two regions is counted in both of them, *once each*.\n\n"));
}

} // namespace

int main()
{
    // What was freed stays at hand, as in a program that runs for long: not the kernel is to be measured.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    benchHighlighting();
    benchParsing();
}
