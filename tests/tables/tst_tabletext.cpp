// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tabletext.h"

#include <QTest>

using namespace tabletalk;

class TestTableText : public QObject {
    Q_OBJECT
private slots:
    void tellsTablesFromOtherText_data();
    void tellsTablesFromOtherText();
};

void TestTableText::tellsTablesFromOtherText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isTable");
    const auto row = [](const char *name, const char *text, bool isTable) {
        QTest::newRow(name) << QString::fromUtf8(text) << isTable;
    };
    row("CSV", "id,name\n1,Anna\n2,Bert\n", true);
    row("semicolons", "id;amount\r\n1;2,50\r\n2;3,00\r\n", true);
    row("tabs", "Berlin\t3.7\nRome\t2.8\nParis\t2.1", true);
    row("tabs and prose", "a\tsaid, that it is, well, fine\nb\tno\nc\tyes", true);
    row("markdown", "| a | b |\n|---|---|\n| 1 | 2 |", true);
    row("psql", " id | name\n----+------\n  1 | Anna\n(1 row)", true);
    row("nothing", "", false);
    row("two lines", "a,b\n1,2", false);
    row("list", "milk\nbread\nbutter", false);
    row("prose", "Well, I went.\nIt was, alas, closed.\nSo, I left.\n", false);
    row("code", "f(1, 2);\ng(3, 4);\nh(5, 6);\n", false);
    row("JSON", "{\n  \"a\": 1,\n  \"b\": 2\n}", false);
    row("indented code", "if a:\n\tb\n\t\tc\nelse:\n\td\n", false);
    row("statements", "int a;\nint b;\nint c;\n", false);
}

void TestTableText::tellsTablesFromOtherText()
{
    QFETCH(QString, text);
    QTEST(looksLikeTable(text), "isTable");
}

QTEST_GUILESS_MAIN(TestTableText)
#include "tst_tabletext.moc"
