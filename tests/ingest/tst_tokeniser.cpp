// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "referencetokeniser.h"
#include "tokeniser.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace tabletalk;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rowsOf(std::string_view text, const Dialect &dialect = {})
{
    Rows rows;
    Tokeniser tokeniser(text, dialect);
    std::vector<std::string_view> cells;
    while (tokeniser.nextRow(cells))
        rows.emplace_back(cells.begin(), cells.end());
    return rows;
}

} // namespace

class TestTokeniser : public QObject {
    Q_OBJECT
private slots:
    void cutsRowsAndCells_data();
    void cutsRowsAndCells();
    void agreesWithTheReference_data();
    void agreesWithTheReference();
    void staysLinear_data();
    void staysLinear();
    void countsWhatItRepairs();
};

void TestTokeniser::cutsRowsAndCells_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Rows>("rows");
    QTest::newRow("nothing") << QByteArray() << Rows{};
    QTest::newRow("plain") << QByteArray("a,b\n1,2\n") << Rows{{"a", "b"}, {"1", "2"}};
    QTest::newRow("no last line end") << QByteArray("a,b\n1,2") << Rows{{"a", "b"}, {"1", "2"}};
    QTest::newRow("three line ends") << QByteArray("a\rb\r\nc\nd") << Rows{{"a"}, {"b"}, {"c"}, {"d"}};
    QTest::newRow("empty cells") << QByteArray(",\n,,") << Rows{{"", ""}, {"", "", ""}};
    QTest::newRow("empty line") << QByteArray("a\n\nb") << Rows{{"a"}, {""}, {"b"}};
    QTest::newRow("line break in quotes") << QByteArray("\"a\r\nb\",c") << Rows{{"a\r\nb", "c"}};
    QTest::newRow("doubled") << QByteArray("\"a \"\"b\"\"\",\"\"") << Rows{{"a \"b\"", ""}};
    QTest::newRow("two in a row") << QByteArray("\"a\"\"\",\"\"\"b\"\n") << Rows{{"a\"", "\"b"}};
    QTest::newRow("quote within") << QByteArray("\"a \"b\" c\",d") << Rows{{"a \"b\" c", "d"}};
    QTest::newRow("quote later in the cell") << QByteArray("5\" pipe,b") << Rows{{"5\" pipe", "b"}};
    QTest::newRow("never closed") << QByteArray("\"a,b\nc,\"d\"e\n") << Rows{{"\"a", "b"}, {"c", "\"d\"e"}};
    QTest::newRow("NUL") << QByteArray("a\0b,c", 5) << Rows{{std::string("a\0b", 3), "c"}};
}

void TestTokeniser::cutsRowsAndCells()
{
    QFETCH(QByteArray, text);
    QFETCH(Rows, rows);
    QVERIFY(rowsOf(text.toStdString()) == rows);
    QVERIFY(referenceRows(text.toStdString(), {}) == rows);
}

void TestTokeniser::agreesWithTheReference_data()
{
    QTest::addColumn<char>("quote");
    QTest::addColumn<char>("escape");
    QTest::newRow("doubled") << '"' << '\0';
    QTest::newRow("escaped") << '"' << '\\';
    QTest::newRow("single") << '\'' << '\0';
    QTest::newRow("none") << '\0' << '\0';
}

void TestTokeniser::agreesWithTheReference()
{
    QFETCH(char, quote);
    QFETCH(char, escape);
    const Dialect dialect{',', quote, escape};
    constexpr char kLetters[] = "a\"\",,'\\\n\r\"b ";
    QRandomGenerator random(1);
    for (int round = 0; round < 60'000; ++round) {
        std::string text(random.bounded(24), '\0');
        for (char &c : text)
            c = kLetters[random.bounded(int(sizeof(kLetters)))];
        if (rowsOf(text, dialect) != referenceRows(text, dialect))
            QFAIL(qPrintable(QStringLiteral("differs for: ") + QString::fromStdString(text)));
    }
}

void TestTokeniser::staysLinear_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<char>("escape");
    QTest::newRow("quotes that open") << QByteArray("\"a\n") << '\0';
    QTest::newRow("quotes in pairs") << QByteArray("\"\"x\"\n") << '\0';
    QTest::newRow("escapes") << QByteArray("\"\\\n") << '\\';
    QTest::newRow("delimiters") << QByteArray(",,,,") << '\0';
    QTest::newRow("one long cell") << QByteArray("aaaa") << '\0';
}

void TestTokeniser::staysLinear()
{
    QFETCH(QByteArray, unit);
    QFETCH(char, escape);
    // Each opening quote that is searched anew would make it quadratic: hours rather than moments.
    const QByteArray text = "\"" + unit.repeated(2'000'000 / unit.size());
    size_t cells = 0;
    Tokeniser tokeniser({text.constData(), size_t(text.size())}, {',', '"', escape});
    std::vector<std::string_view> row;
    while (tokeniser.nextRow(row))
        cells += row.size();
    QVERIFY(cells > 0);
}

void TestTokeniser::countsWhatItRepairs()
{
    const std::string text = "\"a \"b\" c\",1\n\"d\",2\n\"e,3\n";
    Tokeniser tokeniser(text, {});
    std::vector<std::string_view> row;
    while (tokeniser.nextRow(row)) { }
    QCOMPARE(tokeniser.repairedRows(), 1);
    QCOMPARE(tokeniser.unclosedQuotes(), 1);
}

QTEST_GUILESS_MAIN(TestTokeniser)
#include "tst_tokeniser.moc"
